#pragma once

#include "base/date.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// The social security number (numéro d'inscription au répertoire). It has no formatter and no
// stream operator, so it cannot slip into a log, a page or an address; the way out is named, and
// its memory is wiped at the end.
namespace gps::people {

enum class Civility : std::uint8_t { Madame, Monsieur };

std::optional<Civility> civility(std::string_view code);  // "madame", "monsieur"

struct NirReading;

// A number that follows the published rule, key included: 15 characters, "2A" and "2B" in capitals.
class Nir {
 public:
    static constexpr std::size_t kLength = 15;

    Nir(const Nir&) = default;
    Nir& operator=(const Nir&) = default;
    ~Nir();

    // Given while the final one is awaited: two people are never told to be one by it.
    bool is_temporary() const;
    // Whether someone of this birth date and civility may bear it. A month that the civil status
    // did not know says nothing.
    bool may_be_of(base::Date born_on, Civility called) const;

    // For the one library call that needs it; never kept, never shown.
    std::string_view reveal() const { return {characters_.data(), characters_.size()}; }

 private:
    friend NirReading read_nir(std::string_view typed);
    explicit Nir(const std::array<char, kLength>& characters) : characters_(characters) {}

    std::array<char, kLength> characters_;
};

enum class NirVerdict : std::uint8_t {
    Valid,
    Temporary,   // valid too: sex 3, 4, 7 or 8
    WithoutKey,  // 13 characters: completed, to be asked for
    Specimen,    // printed on pictures of cards: nobody's
    Empty,
    Invalid
};

struct NirReading {
    NirVerdict verdict = NirVerdict::Invalid;
    std::optional<Nir> nir = {};  // of the first three
};

// Reads what was typed or pasted: blanks, dots, slashes, hyphens, and the guards of spreadsheets
// are let pass; no other sign is.
NirReading read_nir(std::string_view typed);

// Whether a number stands somewhere in a text that is meant for something else.
bool holds_nir(std::string_view text);

}  // namespace gps::people
