#include "platform/rules.hpp"

#include "base/text.hpp"
#include "lists/cells.hpp"
#include "structures/kinds.hpp"
#include "structures/places.hpp"

#include <algorithm>
#include <stdexcept>

namespace gps::platform {
namespace {

using base::Refusal;

constexpr std::size_t kLongestText = 300;  // bytes, as lists keep them

class Reading {
 public:
    std::string needed(std::string_view typed, std::string_view field, std::string_view message) {
        auto text = cleaned(typed);
        if (text.empty()) tell(field, message);
        return text;
    }
    // As `parse` reads it; what was typed, with a mistake, when it cannot.
    template <class Parse>
    std::string read(std::string_view typed, std::string_view field, std::string_view message,
                     Parse parse) {
        auto text = cleaned(typed);
        if (text.empty()) return text;
        if (auto parsed = parse(text)) return *std::move(parsed);
        tell(field, message);
        return text;
    }
    void tell(std::string_view field, std::string_view message) {
        mistakes_.push_back({Refusal::Invalid, message, field});
    }
    static std::string cleaned(std::string_view typed) {
        return base::clean(base::beginning(typed, kLongestText));
    }
    std::vector<base::Error> mistakes() { return std::move(mistakes_); }

 private:
    std::vector<base::Error> mistakes_ = {};
};

std::optional<std::string> postcode(std::string_view typed) {
    const auto read = lists::postcode(typed);
    if (!read || read->lost_zero) return std::nullopt;
    return read->code;
}

// "1" is 01 and "2a" is 2A.
std::optional<std::string> department(std::string_view typed) {
    std::string code(typed);
    if (code.size() == 1) code.insert(0, 1, '0');
    std::ranges::transform(code, code.begin(),
                           [](char c) { return c == 'a' || c == 'b' ? char(c - 'a' + 'A') : c; });
    if (!structures::is_department(code)) return std::nullopt;
    return code;
}

}  // namespace

Sheet read_sheet(const structures::Structure& typed) {
    Reading reading;
    Sheet sheet;
    auto& s = sheet.structure;
    s.name = reading.needed(typed.name, "nom", "platform.name_required");
    s.kind = typed.kind;
    if (!structures::is_known_kind(s.kind)) reading.tell("type", "platform.kind_required");
    s.siret = reading.read(typed.siret, "siret", "platform.siret_wrong", lists::siret);
    s.address = Reading::cleaned(typed.address);
    s.postcode = reading.read(typed.postcode, "code_postal", "platform.postcode_wrong", postcode);
    s.city = reading.needed(typed.city, "commune", "platform.city_required");
    s.department =
        reading.read(typed.department, "departement", "platform.department_wrong", department);
    if (s.department.empty()) s.department = structures::department_of("", s.postcode);
    if (s.department.empty()) reading.tell("departement", "platform.department_required");
    s.phone = reading.read(typed.phone, "telephone", "platform.phone_wrong", lists::phone);
    s.email = reading.read(typed.email, "courriel", "platform.email_wrong", lists::email);
    s.website = reading.read(typed.website, "site", "platform.website_wrong", lists::website);
    sheet.mistakes = reading.mistakes();
    return sheet;
}

base::Result<std::string> read_why(std::string_view typed) {
    auto why = base::clean(base::beginning(typed, 4 * kLongestWhy));
    if (why.empty()) return base::refuse(Refusal::Invalid, "platform.why_required", "motif");
    return why;
}

bool holds_on(const Habilitation& habilitation, base::Date day) {
    if (day < habilitation.from_on) return false;
    return !habilitation.until_on || day <= *habilitation.until_on;
}

base::Result<> check_days(base::Date from_on, std::optional<base::Date> until_on,
                          base::Date today) {
    if (!until_on) return {};
    if (*until_on < from_on)
        return base::refuse(Refusal::Invalid, "platform.until_before_from", "fin");
    if (*until_on < today) return base::refuse(Refusal::Invalid, "platform.until_past", "fin");
    return {};
}

base::Result<> check_closing(const structures::Structure& structure, Kind kind) {
    const bool is_open = structure.state == structures::State::Open;
    switch (kind) {
        case Kind::Suspend:
            if (!is_open) return base::refuse(Refusal::Conflict, "platform.not_open");
            return {};
        case Kind::Close:
            if (!is_open && structure.closing != structures::Closing::Suspended)
                return base::refuse(Refusal::Conflict, "platform.closed_already");
            return {};
        case Kind::Reopen:
            if (is_open) return base::refuse(Refusal::Conflict, "platform.is_open");
            if (structure.merged_into) return base::refuse(Refusal::Conflict, "platform.merged");
            return {};
        default:
            throw std::logic_error("platform: this opens and closes nothing");
    }
}

}  // namespace gps::platform
