#pragma once

#include "base/secret.hpp"

#include <array>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

// The keys of the service, read once from a file that only the service may read:
//
//     id = 3f0k…            names this set in logs and in `gps doctor`
//     audit.1 = <64 hex digits>
//     audit.2 = <64 hex digits>
//
// The keys of social security numbers go by pairs, and an older file may have none: then no number
// is kept nor looked for.
//
// To change a key, add a line with the next version: the newest signs, all of them verify. Whoever
// has the file can forge entries and codes; whoever loses it cannot check the past ones.
namespace gps::base {

using SecretKey = Secret;  // 32 bytes

// Why a key file is refused. Names the file and the line, never what the line holds.
struct KeyFileError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// The versions of one key, from the oldest to the newest; never empty once loaded.
class KeyRing {
 public:
    struct Key {
        int version = 0;
        SecretKey secret = {};
    };

    const Key& newest() const { return keys_.back(); }
    const std::vector<Key>& all() const { return keys_; }  // from the oldest
    // nullptr when this version was never in the file, or was taken out of it.
    const SecretKey* find(int version) const;

 private:
    friend class Keys;
    std::vector<Key> keys_;
};

class Keys {
 public:
    // Throws KeyFileError when the file is missing, readable by others than its owner, or when a
    // key is absent, short, unknown, given twice, or one of a pair without the other.
    static Keys load(const std::filesystem::path& path);
    // Gives the file the next version of the keys of social security numbers, whole or not at all.
    static void add_nir_version(const std::filesystem::path& given);
    // First versions of every key, from the system's generator.
    static Keys fresh();
    // Writes a new file, mode 0600, whole or not at all. Throws KeyFileError when `path` exists.
    void write_new(const std::filesystem::path& path) const;

    const std::string& id() const { return id_; }
    const KeyRing& audit() const { return rings_[0]; }    // signs audit entries
    const KeyRing& codes() const { return rings_[1]; }    // hides sign-in codes at rest
    const KeyRing& csrf() const { return rings_[2]; }     // ties forms to their session
    const KeyRing& sealing() const { return rings_[3]; }  // encrypts what is sealed at rest
    const KeyRing& heads() const { return rings_[4]; }    // signs heads of the audit chain
    // Of social security numbers: one encrypts, one makes the index they are found by. They have
    // the same versions, and none in a file of before.
    bool has_nir() const { return !rings_[5].keys_.empty(); }
    const KeyRing& nir_sealing() const { return rings_[5]; }
    const KeyRing& nir_index() const { return rings_[6]; }

    static constexpr std::array<std::string_view, 7> kNames{
        "audit", "codes", "csrf", "sealing", "heads", "nir_sealing", "nir_index"};
    static constexpr std::size_t kBytes = 32;

 private:
    void read_line(std::string_view line);
    void check() const;

    std::string id_;
    std::array<KeyRing, kNames.size()> rings_;
};

}  // namespace gps::base
