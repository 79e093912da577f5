#pragma once

#include "structures/import_row.hpp"

#include <cstdint>
#include <string>
#include <unordered_map>
#include <unordered_set>

// (source, source_id) should stand once in a file. The same row twice is one row; two different
// rows under one key are two structures, and each gets its name into its key, whichever comes
// first, so that a list in another order still finds them. Sixteen bytes a row are kept.
namespace gps::structures {

class FileKeys {
 public:
    // First reading of the file: every record.
    void note(const csv::Record& record, const Columns& columns);

    enum class Verdict { Alone, Renamed, Repeated };
    // Second reading: changes the source_id of a row that shares its key. Repeated: to be rejected.
    Verdict settle(const csv::Record& record, const Columns& columns, Structure& structure);

 private:
    std::unordered_map<std::uint64_t, std::uint64_t> content_of_key_;
    std::unordered_set<std::uint64_t> shared_keys_;
    std::unordered_set<std::uint64_t> settled_rows_;
    std::unordered_map<std::string, int> renamed_;  // how many rows got each name
};

}  // namespace gps::structures
