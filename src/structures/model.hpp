#pragma once

#include "base/id.hpp"
#include "base/random.hpp"
#include "people/structure_id.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The organisations whose professionals follow people: what is known of each, and nothing of who
// works there. That a place exists is public, whatever its sensitivity; that it follows someone
// is not, and is decided elsewhere.
namespace gps::structures {

// The source of structures that no list has: the platform created them.
inline constexpr std::string_view kPlatformSource = "plateforme";

enum class State { Open, Closed };

// Why it is not open. Closed: it is no more. Suspended: until the platform opens it again.
enum class Closing { None, Closed, Suspended };

struct Coordinates {
    double latitude = 0;   // degrees, -90..90
    double longitude = 0;  // degrees, -180..180

    bool operator==(const Coordinates&) const = default;
};

// Texts are "" when unknown.
struct Structure {
    StructureId id = {};
    base::PublicId public_id = {};
    std::string source = {};  // the list it comes from; with source_id, its key in imports
    std::string source_id = {};
    std::string name = {};
    std::string kind = {};  // a code of kinds.hpp
    int sensitivity = 2;    // 0, 1 or 2
    std::string siret = {};
    std::string address = {};
    std::string postcode = {};
    std::string city = {};
    std::string insee_code = {};
    std::string department = {};
    std::string phone = {};  // national digits, "0199000001"
    std::string email = {};
    std::string website = {};
    std::optional<Coordinates> coordinates = {};
    bool is_habilitated = false;
    State state = State::Open;
    Closing closing = Closing::None;
    // The one that takes its place: while it is open, its rows are being moved (ADR 0029).
    std::optional<StructureId> merged_into = {};
};

// What the directory is asked for; "" leaves a criterion out.
struct Query {
    std::string words = {};  // beginnings of words of the name or of the city, all of them
    std::string kind = {};
    std::string department = {};
    std::string commune = {};  // its name, whatever the spelling
    std::string siret = {};    // 14 digits; then what else is asked does not count
    bool closed_too = false;   // for the platform: those that are closed are found as well
};

struct Page {
    std::vector<Structure> structures = {};
    base::PublicId next = {};  // what to ask the next page after; empty on the last page
};

// Why two structures look like one place.
enum class Likeness { Name, Phone, Address };

struct ProbableDouble {
    StructureId first = {};  // the smaller id
    StructureId second = {};
    Likeness why = Likeness::Name;

    auto operator<=>(const ProbableDouble&) const = default;
};

}  // namespace gps::structures
