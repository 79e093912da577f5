#include "agreements/agreements.hpp"

#include "agreements/store.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace gps::agreements {
namespace {

using base::Refusal;

struct HowLine {
    How how;
    std::string_view code;
    std::string_view label;
};
constexpr std::array kHows{HowLine{How::Oral, "oral", "Dit pendant un entretien"},
                           HowLine{How::Written, "written", "Écrit et signé"}};

// Of whom follows the person for a structure that others may not name.
base::Result<sharing::Standing> may_record(const Acting& acting, const base::PublicId& person) {
    const auto nobody = base::refuse(Refusal::NotFound, "agreements.not_here");
    const auto now = acting.house.clock.now();
    auto standing = sharing::standing(acting.tx, acting.viewer, person, now);
    if (!standing) return nobody;
    const bool is_named_anyway =
        acting.viewer.acts_for().sensitivity <= sharing::highest_sensitivity_shown(false);
    if (is_named_anyway || !standing->own.is_ongoing()) return nobody;
    return standing;
}

store::Place place_of(const Acting& acting, const sharing::Standing& standing) {
    return {.person = standing.person, .structure = acting.viewer.structure()};
}

}  // namespace

std::string_view code(How how) {
    return std::ranges::find(kHows, how, &HowLine::how)->code;
}

std::string_view label(How how) {
    return std::ranges::find(kHows, how, &HowLine::how)->label;
}

std::optional<How> how_of(std::string_view code) {
    const auto* found = std::ranges::find(kHows, code, &HowLine::code);
    if (found == kHows.end()) return std::nullopt;
    return found->how;
}

base::Result<Recorded> agreements_of(const Acting& acting, const base::PublicId& person) {
    const auto standing = may_record(acting, person);
    if (!standing) return base::pass_on(standing);
    auto file = sharing::read_file(acting, person, sharing::Tab::Contributors);
    if (!file) return base::pass_on(file);
    return Recorded{.file = *std::move(file),
                    .agreements = store::agreements(acting.tx, place_of(acting, *standing))};
}

base::Result<> record(const Acting& acting, const base::PublicId& person, const Given& given) {
    const auto standing = may_record(acting, person);
    if (!standing) return base::pass_on(standing);
    if (standing->sight.is_frozen) return base::refuse(Refusal::Conflict, "followup.frozen");
    if (!given.how) return base::refuse(Refusal::Invalid, "agreements.how_required", "comment");
    if (!given.on) return base::refuse(Refusal::Invalid, "ui.date_unreadable", "le");
    if (*given.on > acting.house.clock.today())
        return base::refuse(Refusal::Invalid, "agreements.in_future", "le");
    std::optional<structures::StructureId> whom;
    if (!given.for_structure.empty()) {
        whom = store::follows(acting.tx, standing->person, given.for_structure);
        if (!whom) return base::refuse(Refusal::Invalid, "agreements.whom_required", "pour");
    }
    const auto added = store::add(acting.tx, {.place = place_of(acting, *standing),
                                              .for_structure = whom,
                                              .how = *given.how,
                                              .given_on = *given.on,
                                              .by = acting.viewer.id,
                                              .now = acting.house.clock.now()});
    if (!added) return {};
    leave_trace(acting, {.act = audit::Act::RecordAgreement,
                         .person = standing->person,
                         .subject = added->text(),
                         .detail = fmt::format("how={},for={}", code(*given.how),
                                               whom ? given.for_structure.text() : "all")});
    return {};
}

base::Result<> revoke(const Acting& acting, const base::PublicId& person,
                      const base::PublicId& agreement) {
    const auto standing = may_record(acting, person);
    if (!standing) return base::pass_on(standing);
    if (!store::revoke(acting.tx, place_of(acting, *standing), agreement, acting.viewer.id,
                       acting.house.clock.now()))
        return base::refuse(Refusal::NotFound, "agreements.not_here");
    leave_trace(acting, {.act = audit::Act::RevokeAgreement,
                         .person = standing->person,
                         .subject = agreement.text()});
    return {};
}

}  // namespace gps::agreements
