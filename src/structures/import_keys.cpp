#include "structures/import_keys.hpp"

#include "structures/cells.hpp"
#include "structures/words.hpp"

#include <functional>

#include <fmt/format.h>

namespace gps::structures {
namespace {

constexpr std::size_t kLongestSuffix = 80;  // bytes

std::uint64_t key_hash(const csv::Record& record, const Columns& columns) {
    return std::hash<std::string>{}(clean(columns.cell(record, Column::Source)) + "\n" +
                                    clean(columns.cell(record, Column::SourceId)));
}

std::uint64_t content_hash(const csv::Record& record) {
    std::string content;
    for (const auto& field : record.fields) content += field + "\x1F";
    return std::hash<std::string>{}(content);
}

// "MISSION LOCALE de Nîmes" → "mission-locale-nimes".
std::string suffix(const std::string& name) {
    std::string joined;
    for (const auto& word : index_words(name)) joined += (joined.empty() ? "" : "-") + word;
    return std::string(beginning(joined, kLongestSuffix));
}

}  // namespace

void FileKeys::note(const csv::Record& record, const Columns& columns) {
    const auto key = key_hash(record, columns);
    const auto content = content_hash(record);
    const auto [known, is_new] = content_of_key_.try_emplace(key, content);
    if (!is_new && known->second != content) shared_keys_.insert(key);
}

FileKeys::Verdict FileKeys::settle(const csv::Record& record, const Columns& columns,
                                   Structure& structure) {
    const auto key = key_hash(record, columns);
    if (!settled_rows_.insert(key ^ (content_hash(record) << 1U)).second) return Verdict::Repeated;
    if (!shared_keys_.contains(key)) return Verdict::Alone;
    structure.source_id += "-" + suffix(structure.name);
    const int count = ++renamed_[structure.source + "\n" + structure.source_id];
    if (count > 1) structure.source_id += fmt::format("-{}", count);
    return Verdict::Renamed;
}

}  // namespace gps::structures
