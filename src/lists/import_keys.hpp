#pragma once

#include "lists/import_row.hpp"

#include <cstdint>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

// (source, source_id) should stand once in a file. The same row twice is one row; two different
// rows under one key are two structures, and each gets its name into its key, whichever comes
// first, so that a list in another order still finds them. What is kept in memory grows with the
// keys that stand twice, not with the file.
namespace gps::lists {

// Whether a number was seen: never wrongly no, and seldom wrongly yes (one in 6 000 after a million
// numbers). A Bloom filter of four megabytes.
class SeenBefore {
 public:
    // Whether it was there already.
    bool add(std::uint64_t hash);

 private:
    static constexpr std::size_t kBits = 1U << 25U;
    std::vector<std::uint64_t> words_ = std::vector<std::uint64_t>(kBits / 64);
};

class FileKeys {
 public:
    // First reading of the file: every record.
    void note(const csv::Record& record, const Columns& columns);
    // Whether compare() must see every record too: some keys may stand twice.
    bool has_doubts() const { return !content_of_doubtful_.empty(); }
    void compare(const csv::Record& record, const Columns& columns);

    enum class Verdict { Alone, Renamed, Repeated };
    // Last reading: changes the source_id of a row that shares its key. Repeated: to be rejected.
    Verdict settle(const csv::Record& record, const Columns& columns,
                   structures::Structure& structure);

 private:
    SeenBefore seen_;
    // By key; 0 until its first row is compared.
    std::unordered_map<std::uint64_t, std::uint64_t> content_of_doubtful_;
    std::unordered_set<std::uint64_t> shared_keys_;
    std::unordered_set<std::uint64_t> settled_rows_;
    std::unordered_map<std::string, int> renamed_;  // how many rows got each name
};

}  // namespace gps::lists
