#include "csv/reader.hpp"

#include <algorithm>
#include <sstream>
#include <streambuf>

#include <gtest/gtest.h>

using namespace gps;
using namespace gps::csv;

namespace {

using Fields = std::vector<std::string>;

std::vector<Record> records(Reader& reader) {
    std::vector<Record> all;
    for (Record record; reader.next(record);) all.push_back(record);
    return all;
}

std::vector<Record> records_of(const std::string& file) {
    std::istringstream in(file);
    auto reader = Reader::open(in);
    return records(reader.value());
}

// The line and the fields of each record.
using Rows = std::vector<std::pair<std::size_t, Fields>>;

Rows rows_of(const std::string& file) {
    Rows rows;
    for (auto& record : records_of(file)) rows.emplace_back(record.line, std::move(record.fields));
    return rows;
}

std::string_view refusal_of(const std::string& file) {
    std::istringstream in(file);
    const auto reader = Reader::open(in);
    return reader ? "" : reader.error().message;
}

// A file that is made while it is read, and counts what is asked of it.
class RowsOnDemand final : public std::streambuf {
 public:
    explicit RowsOnDemand(std::size_t rows) : rows_(rows) {}
    [[nodiscard]] std::size_t bytes_given() const { return given_; }
    [[nodiscard]] std::size_t row_bytes() const { return row_.size(); }

 private:
    int_type underflow() override {
        if (rows_ == 0) return traits_type::eof();
        --rows_;
        given_ += row_.size();
        setg(row_.data(), row_.data(), row_.data() + row_.size());
        return traits_type::to_int_type(row_.front());
    }

    std::string row_ = "1;" + std::string(100'000, 'x') + "\n";
    std::size_t rows_;
    std::size_t given_ = 0;
};

}  // namespace

TEST(Reader, EverySeparatorIsFoundInTheHeader) {
    for (const char separator : {',', ';', '\t', '|'}) {
        std::istringstream in("a" + std::string(1, separator) + "b\n");
        EXPECT_EQ(Reader::open(in)->separator(), separator);
    }
}

TEST(Reader, ASeparatorInsideQuotesDoesNotCount) {
    std::istringstream in("\"Nom, prénom, âge\";ville\nA;B\n");
    auto reader = Reader::open(in);
    EXPECT_EQ(reader->separator(), ';');
    EXPECT_EQ(records(*reader).at(0).fields, (Fields{"A", "B"}));
}

TEST(Reader, EveryLineEndEndsALine) {
    const Rows expected{{2, {"1", "2"}}, {4, {"3", "4"}}};
    EXPECT_EQ(rows_of("a;b\n1;2\n\n3;4"), expected);
    EXPECT_EQ(rows_of("a;b\r\n1;2\r\n\r\n3;4"), expected);
    EXPECT_EQ(rows_of("a;b\r1;2\r\r3;4"), expected);
}

TEST(Reader, AFieldMayHoldQuotesSeparatorsAndLineBreaks) {
    const auto all = records_of("a;b\n\"dit \"\"le; vieux\"\"\";\"rue\r\nhaute\"\nx;y\n");
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].fields, (Fields{"dit \"le; vieux\"", "rue\r\nhaute"}));
    EXPECT_EQ(all[0].line, 2U);
    EXPECT_EQ(all[1].line, 4U);
}

TEST(Reader, EmptyFieldsAreKept) {
    EXPECT_EQ(records_of("a;b;c\n;;\n").at(0).fields, (Fields{"", "", ""}));
    EXPECT_EQ(records_of("a\tb\tc\n\tx\t\n").at(0).fields, (Fields{"", "x", ""}));
}

TEST(Reader, AByteOrderMarkIsNotPartOfAName) {
    std::istringstream in("\xEF\xBB\xBFnom;ville\nÉlodie;Alès\n");
    auto reader = Reader::open(in);
    EXPECT_EQ(reader->column("nom"), 0U);
    EXPECT_EQ(records(*reader).at(0).fields, (Fields{"Élodie", "Alès"}));
}

TEST(Reader, ColumnsAreFoundWhateverCaseAndSpaces) {
    std::istringstream in("  SOURCE_ID ;\"Date de\nNaissance\";Téléphone\n");
    auto reader = Reader::open(in);
    EXPECT_EQ(reader->column("source id"), 0U);
    EXPECT_EQ(reader->column("date  de naissance"), 1U);
    EXPECT_EQ(reader->column("TÉLÉPHONE"), 2U);
    EXPECT_FALSE(reader->column("ville"));
}

TEST(Reader, AColumnThatTheFileLacksIsEmpty) {
    EXPECT_EQ(records_of("a;b\n1;2\n").at(0).at(std::nullopt), "");
    EXPECT_EQ(records_of("a;b\n1\n").at(0).at(1), "");
}

TEST(Reader, ABadByteIsRepairedAndTold) {
    const auto all = records_of("a;b;c\nAlès;Sète;Nîmes\nAlès;N\xEEmes;Uzès\n");
    EXPECT_TRUE(all.at(0).repairs.empty());
    ASSERT_EQ(all.at(1).repairs.size(), 1U);
    EXPECT_EQ(all[1].repairs[0].flaw, Flaw::InvalidBytes);
    EXPECT_EQ(all[1].repairs[0].field, 1U);
    EXPECT_EQ(all[1].fields[1], "Nîmes");
}

TEST(Reader, ANulByteIsTakenOutAndTold) {
    const auto all = records_of(std::string("a;b\n1;x\0y\n", 10));
    ASSERT_EQ(all.at(0).repairs.size(), 1U);
    EXPECT_EQ(all[0].repairs[0].flaw, Flaw::NulByte);
    EXPECT_EQ(all[0].fields[1], "xy");
}

TEST(Reader, AFileCutInsideQuotesIsTold) {
    const auto all = records_of("a;b\n1;2\n3;\"rue");
    ASSERT_EQ(all.size(), 2U);
    EXPECT_TRUE(all[0].repairs.empty());
    ASSERT_EQ(all[1].repairs.size(), 1U);
    EXPECT_EQ(all[1].repairs[0].flaw, Flaw::OpenQuote);
}

TEST(Reader, ARecordTooLongIsToldAndTheNextOnesAreRead) {
    const auto all = records_of("a;b\n1;" + std::string(3 * kLongestRecord, 'x') + "\n3;4\n");
    ASSERT_EQ(all.size(), 2U);
    ASSERT_EQ(all[0].repairs.size(), 1U);
    EXPECT_EQ(all[0].repairs[0].flaw, Flaw::TooLong);
    EXPECT_TRUE(all[0].fields.empty());
    EXPECT_EQ(all[1].fields, (Fields{"3", "4"}));
    EXPECT_EQ(all[1].line, 3U);
}

TEST(Reader, AQuoteNeverClosedDoesNotSwallowTheFile) {
    std::string file = "a;b\n1;\"open\n";
    for (int i = 0; i < 200'000; ++i) file += "x;y12345678\n";
    const auto all = records_of(file);
    ASSERT_GT(all.size(), 100'000U);
    EXPECT_EQ(all[0].repairs.at(0).flaw, Flaw::TooLong);
    EXPECT_EQ(all.back().fields, (Fields{"x", "y12345678"}));
    EXPECT_EQ(all.back().line, 200'002U);
}

TEST(Reader, LinesAreWholeAcrossTheBlocksOfAnyFile) {
    // Rows of 13 bytes: the ends of lines fall on every place of the blocks.
    std::string file = "a;b\r\n";
    Rows expected;
    for (std::size_t i = 0; i < 300'000; ++i) {
        const auto number = std::to_string(100'000 + i);
        file += number + ";abcd\r\n";
        expected.emplace_back(i + 2, Fields{number, "abcd"});
    }
    EXPECT_TRUE(rows_of(file) == expected);
}

TEST(Reader, ReadsNoFurtherAheadThanOneBlock) {
    RowsOnDemand rows(500);  // 50 MB
    std::istream in(&rows);
    auto reader = Reader::open(in);
    std::size_t count = 1;  // the header
    std::size_t furthest = 0;
    for (Record record; reader->next(record);) {
        ++count;
        furthest = std::max(furthest, rows.bytes_given() - count * rows.row_bytes());
    }
    EXPECT_EQ(count, 500U);
    EXPECT_LE(furthest, (1U << 20U) + rows.row_bytes());
}

TEST(Reader, WhatIsNoTableIsRefused) {
    EXPECT_EQ(refusal_of(""), "csv.empty");
    EXPECT_EQ(refusal_of("\r\n \r\n"), "csv.empty");
    EXPECT_EQ(refusal_of(std::string("\xFF\xFE"
                                     "a\0",
                                     4)),
              "csv.utf16");
    EXPECT_EQ(refusal_of(std::string("a\0;\0b\0", 6)), "csv.utf16");
    EXPECT_EQ(refusal_of(std::string("\0a\0;\0b", 6)), "csv.utf16");
    EXPECT_EQ(refusal_of("\"never closed;b\n1;2\n"), "csv.no_table");
    EXPECT_EQ(refusal_of(std::string("PK\3\4;\0\n", 7)), "csv.no_table");
    EXPECT_EQ(refusal_of("\x7F"
                         "ELF\2\1\1;b\n"),
              "csv.no_table");
    EXPECT_EQ(refusal_of(std::string(1000, '\0')), "csv.no_table");
    EXPECT_EQ(refusal_of("\"Date de\r\nnaissance\"\tb\n"), "");
    EXPECT_EQ(refusal_of("a;b\n"), "");
}

TEST(Reader, AColumnThatStandsTwiceIsTold) {
    std::istringstream in("Nom;nom ;Prénom\na;b;c\n");
    const auto file = Reader::open(in);
    ASSERT_TRUE(file);
    EXPECT_TRUE(file->is_repeated("NOM"));
    EXPECT_FALSE(file->is_repeated("prénom"));
    EXPECT_FALSE(file->is_repeated("age"));
}
