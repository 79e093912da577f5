#include "demo/cast.hpp"

#include "people/names.hpp"
#include "structures/kinds.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <stdexcept>

#include <fmt/format.h>

namespace gps::demo {
namespace {

constexpr std::size_t kProfessionalsAPlace = 3;  // about, so that colleagues meet
constexpr int kColleaguesOfTheFirst = 8;         // persona, beside whoever else works there
constexpr int kPeopleOfPersonas = 20'000;        // among whom one in fifty is a persona's
constexpr double kShortestHead = 20;
constexpr std::int64_t kWeightOfAPersona = 1'000;
constexpr std::string_view kDomain = "demonstration.example.org";

struct PersonaLine {
    std::string_view kind;
    std::string_view second_kind;  // of another structure they belong to; "" when none
    std::string_view role;
    std::string_view last;
    std::string_view first;
    std::string_view what;
};

constexpr std::array kPersonas{
    PersonaLine{"FT", "", "member", "Lefèvre", "Claire",
                "Conseillère à France Travail : beaucoup de suivis, des demandes à traiter"},
    PersonaLine{"ML", "", "member", "Benali", "Karim", "Conseiller en mission locale"},
    PersonaLine{"ASSO", "", "member", "Da Silva", "Inès",
                "Association sans habilitation : initiales, et des demandes envoyées"},
    PersonaLine{"CSAPA", "", "member", "N’Diaye", "Awa",
                "Éducatrice en CSAPA : « Autre intervenant » pour les autres structures"},
    PersonaLine{"CCAS", "CHRS", "member", "Hoarau", "Mathieu",
                "Travailleur social dans deux structures : choisit pour laquelle il agit"},
    PersonaLine{"DEPT", "", "administrator", "Le Gall", "Soizic",
                "Administratrice d’un service social de département"},
};
constexpr std::size_t kAssociation = 2;

// Of the team of the service: they belong to no structure and follow nobody. Two, for what nobody
// does alone.
constexpr std::array kPlatformTeam{
    PersonaLine{"", "", "", "Roussel", "Nadia",
                "Équipe de la plateforme : structures, habilitations, suspensions"},
    PersonaLine{"", "", "", "Lemaire", "Victor",
                "Équipe de la plateforme : confirme ce qui ne se décide pas seul"},
};

// Two in three gave one, of those that nobody has (01 99 00, kept for fiction).
std::string phone_of(std::size_t place) {
    return place % 3 == 2 ? std::string() : fmt::format("+3319900{:04}", place % 10'000);
}

std::string email_of(std::string_view first, std::string_view last, int number) {
    const auto suffix = number == 0 ? std::string() : std::to_string(number);
    return fmt::format("{}.{}{}@{}", people::search_key(first), people::search_key(last), suffix,
                       kDomain);
}

const store::Place& place_of(const std::vector<store::Place>& places, std::string_view kind) {
    const auto found = std::find_if(places.begin(), places.end(),
                                    [&](const store::Place& place) { return place.kind == kind; });
    if (found == places.end())
        throw std::runtime_error("the demonstration needs a structure of kind " +
                                 std::string(kind));
    return *found;
}

Member member_of(people::ProfessionalId id, const store::Place& place) {
    return {.viewer = {.id = id,
                       .acting_for = access::ActingFor{
                           .id = place.id,
                           .sensitivity = structures::kind(place.kind).sensitivity,
                           .is_habilitated = place.is_habilitated}}};
}

// Some places for so many professionals: spread over the list, and one of every kind at least.
std::vector<store::Place> some_of(std::vector<store::Place> all, int professionals) {
    const auto wanted = static_cast<std::size_t>(professionals) / kProfessionalsAPlace + 1;
    const auto stride = std::max<std::size_t>(1, all.size() / wanted);
    std::set<std::string> kinds;
    std::vector<store::Place> some;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const bool is_new_kind = kinds.insert(all[i].kind).second;
        if (is_new_kind || i % stride == 0) some.push_back(std::move(all[i]));
    }
    return some;
}

struct Hiring {
    const std::vector<store::Place>& places;
    Hired hired = {};
    std::vector<Member> elsewhere = {};  // second structures, after all the first ones

    people::ProfessionalId recruit(std::string_view last, std::string_view first, int number) {
        hired.recruits.push_back({.email = email_of(first, last, number),
                                  .last_name = std::string(last),
                                  .first_name = std::string(first),
                                  .phone = phone_of(hired.recruits.size())});
        return {static_cast<std::int64_t>(hired.recruits.size())};
    }
    people::ProfessionalId add(std::string_view last, std::string_view first, int number,
                               const store::Place& place, std::string_view role) {
        const auto id = recruit(last, first, number);
        join(id, place, role);
        hired.cast.members.push_back(member_of(id, place));
        return id;
    }
    void join(people::ProfessionalId id, const store::Place& place, std::string_view role) {
        hired.memberships.push_back({.professional = id, .structure = place.id, .role = role});
    }
};

access::Persona persona_of(const PersonaLine& line) {
    return {.email = email_of(line.first, line.last, 0),
            .who = fmt::format("{} {}", line.first, line.last),
            .what = std::string(line.what)};
}

void hire_personas(Hiring& hiring) {
    for (const auto& line : kPersonas) {
        const auto id =
            hiring.add(line.last, line.first, 0, place_of(hiring.places, line.kind), line.role);
        if (!line.second_kind.empty()) {
            const auto& second = place_of(hiring.places, line.second_kind);
            hiring.join(id, second, "member");
            hiring.elsewhere.push_back(member_of(id, second));
        }
        hiring.hired.cast.personas.push_back(persona_of(line));
    }
}

void hire_platform_team(Hiring& hiring) {
    for (const auto& line : kPlatformTeam) {
        hiring.hired.platform_team.push_back(hiring.recruit(line.last, line.first, 0));
        hiring.hired.platform_personas.push_back(persona_of(line));
    }
}

void hire_others(Hiring& hiring, int number, const PeopleDrawn& drawn, Chance& chance) {
    const auto& places = hiring.places;
    const auto drawn_place = [&]() -> const store::Place& {
        return places[static_cast<std::size_t>(chance.below(static_cast<int>(places.size())))];
    };
    // Those who name référents employ most professionals.
    const auto any = [&]() -> const store::Place& {
        const auto& place = drawn_place();
        return place.is_habilitated || chance.percent(40) ? place : drawn_place();
    };
    for (int i = 1; i <= number; ++i) {
        const auto name = drawn.professional(chance);
        // Every place has someone, if it can; those with most people work with the first persona.
        const auto turn = static_cast<std::size_t>(i) - 1;
        const auto& place = i <= kColleaguesOfTheFirst ? place_of(places, kPersonas.front().kind)
                            : turn < places.size()     ? places[turn]
                                                       : any();
        const auto id = hiring.add(name.last, name.first, i, place, "member");
        if (!chance.percent(5)) continue;
        const auto& second = any();
        if (second.id == place.id) continue;
        hiring.join(id, second, "member");
        hiring.elsewhere.push_back(member_of(id, second));
    }
}

// The head of a tail in which the n-th follows 1/(head + n) of what is shared out: the first one
// gets `longest` at the most.
double head_of_tail(std::size_t members, std::int64_t parts, int longest) {
    double head = kShortestHead;
    const auto first_gets = [&] {
        return static_cast<double>(parts) /
               (head * std::log1p(static_cast<double>(members) / head));
    };
    while (first_gets() > longest) head *= 1.1;
    return head;
}

// Personas have people of their own, and few of the others.
std::vector<std::int64_t> long_tail(std::size_t members, std::size_t personas, double head) {
    std::vector<std::int64_t> totals;
    std::int64_t total = 0;
    for (std::size_t i = 0; i < members; ++i)
        totals.push_back(total += i < personas
                                      ? kWeightOfAPersona
                                      : static_cast<std::int64_t>(
                                            1e6 / (head + static_cast<double>(i - personas))));
    return totals;
}

}  // namespace

const Member& Cast::draw(Chance& chance) const {
    return members[chance.weighted(running_weights)];
}

const Member* Cast::persona_for(int person) const {
    const auto which = static_cast<std::size_t>(person % 50);
    const bool is_theirs = person < kPeopleOfPersonas && which >= 1 && which < personas.size();
    return is_theirs ? &members[which] : nullptr;
}

const Member& Cast::association() const {
    return members[kAssociation];
}

Hired hire(std::vector<store::Place> places, int professionals, std::int64_t parts, int longest,
           const PeopleDrawn& drawn, Chance& chance) {
    const auto chosen = some_of(std::move(places), professionals);
    Hiring hiring{.places = chosen};
    hire_personas(hiring);
    hire_others(hiring, professionals, drawn, chance);
    hire_platform_team(hiring);
    auto& cast = hiring.hired.cast;
    cast.professionals = static_cast<int>(cast.members.size());
    cast.members.insert(cast.members.end(), hiring.elsewhere.begin(), hiring.elsewhere.end());
    cast.running_weights = long_tail(cast.members.size(), cast.personas.size(),
                                     head_of_tail(cast.members.size(), parts, longest));
    return std::move(hiring.hired);
}

}  // namespace gps::demo
