#include "lists/import_keys.hpp"

#include "base/text.hpp"
#include "lists/cells.hpp"
#include "structures/words.hpp"

#include <functional>

#include <fmt/format.h>

namespace gps::lists {
namespace {

constexpr std::size_t kLongestSuffix = 80;  // bytes

std::uint64_t key_hash(const csv::Record& record, const Columns& columns) {
    return std::hash<std::string>{}(base::clean(columns.cell(record, Column::Source)) + "\n" +
                                    base::clean(columns.cell(record, Column::SourceId)));
}

std::uint64_t content_hash(const csv::Record& record) {
    std::string content;
    for (const auto& field : record.fields) content += field + "\x1F";
    return std::hash<std::string>{}(content);
}

// "MISSION LOCALE de Nîmes" → "mission-locale-nimes".
std::string suffix(const std::string& name) {
    std::string joined;
    for (const auto& word : structures::index_words(name))
        joined += (joined.empty() ? "" : "-") + word;
    return std::string(base::beginning(joined, kLongestSuffix));
}

}  // namespace

bool SeenBefore::add(std::uint64_t hash) {
    constexpr int kPlaces = 4;
    const auto stride = (hash >> 32U) | 1U;
    bool was_there = true;
    for (int i = 0; i < kPlaces; ++i, hash += stride) {
        auto& word = words_.at(hash % kBits / 64);
        const auto bit = std::uint64_t{1} << (hash % 64);
        was_there = was_there && (word & bit) != 0;
        word |= bit;
    }
    return was_there;
}

void FileKeys::note(const csv::Record& record, const Columns& columns) {
    const auto key = key_hash(record, columns);
    if (seen_.add(key)) content_of_doubtful_.try_emplace(key, 0);
}

void FileKeys::compare(const csv::Record& record, const Columns& columns) {
    const auto doubtful = content_of_doubtful_.find(key_hash(record, columns));
    if (doubtful == content_of_doubtful_.end()) return;
    const auto content = content_hash(record);
    if (doubtful->second == 0) doubtful->second = content;
    if (doubtful->second != content) shared_keys_.insert(doubtful->first);
}

FileKeys::Verdict FileKeys::settle(const csv::Record& record, const Columns& columns,
                                   structures::Structure& structure) {
    const auto key = key_hash(record, columns);
    if (!content_of_doubtful_.contains(key)) return Verdict::Alone;
    if (!settled_rows_.insert(key ^ (content_hash(record) << 1U)).second) return Verdict::Repeated;
    if (!shared_keys_.contains(key)) return Verdict::Alone;
    structure.source_id += "-" + suffix(structure.name);
    const int count = ++renamed_[structure.source + "\n" + structure.source_id];
    if (count > 1) structure.source_id += fmt::format("-{}", count);
    return Verdict::Renamed;
}

}  // namespace gps::lists
