#include "csv/writer.hpp"

#include "csv/reader.hpp"

#include <sstream>

#include <gtest/gtest.h>

using namespace gps::csv;

namespace {

std::string row(std::initializer_list<std::string_view> fields) {
    std::ostringstream out;
    write_row(out, fields);
    return out.str();
}

}  // namespace

TEST(Writer, FieldsAreQuotedOnlyWhenTheyMustBe) {
    EXPECT_EQ(row({"Alès", "", "a;b", "dit \"le\"", "deux\nlignes", " x"}),
              "Alès;;\"a;b\";\"dit \"\"le\"\"\";\"deux\nlignes\";\" x\"\r\n");
}

TEST(Writer, NothingRunsInASpreadsheet) {
    EXPECT_EQ(row({"=1+1", "+33", "-2", "@x", "\tx", "a=b"}), "'=1+1;'+33;'-2;'@x;'\tx;a=b\r\n");
    EXPECT_EQ(row({"\r=1"}), "\"'\r=1\"\r\n");
}

TEST(Writer, WhatIsWrittenIsReadBack) {
    std::istringstream in("a;b\r\n" + row({"dit \"le; vieux\"", "deux\r\nlignes"}));
    auto reader = Reader::open(in);
    Record record;
    ASSERT_TRUE(reader->next(record));
    EXPECT_EQ(record.fields, (std::vector<std::string>{"dit \"le; vieux\"", "deux\r\nlignes"}));
}
