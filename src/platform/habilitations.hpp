#pragma once

#include "access/route.hpp"
#include "base/clock.hpp"
#include "base/keys.hpp"
#include "base/result.hpp"
#include "platform/model.hpp"

#include <optional>
#include <string>
#include <string_view>

// Which structures are habilitated, by what, from when and until when (ADR 0024). The habilitation
// that a list gives by default has neither; the platform replaces or withdraws it as well.
namespace gps::platform {

struct HabilitationTyped {
    std::optional<Basis> basis = {};
    std::optional<base::Date> from_on = {};
    std::optional<base::Date> until_on = {};
    std::string why = {};
};

// The habilitation that the platform gave, in force or to come.
std::optional<Habilitation> habilitation(const access::Visit& visit,
                                         structures::StructureId structure);

// What is wrong with it, an error a field at most.
std::vector<base::Error> mistakes_in(const HabilitationTyped& typed, base::Date today);

// Habilitates an open structure; it begins and ends by itself on its days. Replaces the one before.
// `typed` has no mistake. Conflict when it is not open.
base::Result<> habilitate(const access::Visit& visit, const base::PublicId& structure,
                          const HabilitationTyped& typed);

// Today, for all its members. Conflict when there is nothing to withdraw.
base::Result<> withdraw(const access::Visit& visit, const base::PublicId& structure,
                        std::string_view why);

struct Keeping {
    db::Database& database;
    const base::Keys& keys;
    const base::Clock& clock;
};
// Another structure takes the place of `gone` (ADR 0029): it is habilitated no more, and what the
// lists of the other sort by follows.
void follow_merge(db::Transaction& tx, structures::StructureId gone, structures::StructureId into,
                  base::Instant now);

// A job: begins and ends habilitations on their days, and brings the keys of contributions up to
// what is seen; the rows it changed.
std::int64_t keep_habilitations(const Keeping& keeping);

}  // namespace gps::platform
