#include "structures/usecases.hpp"

#include "structures/store.hpp"
#include "structures/terms.hpp"

namespace gps::structures {
namespace {

std::vector<StructureId> found(db::Transaction& tx, const Query& query, const store::Place& after,
                               int limit) {
    const auto which = query.closed_too ? store::Found::All : store::Found::Open;
    if (!query.siret.empty()) return store::search_siret(tx, query.siret, after, limit, which);
    return store::search(tx, terms_of(query), after, limit, which);
}

}  // namespace

Page search(db::Transaction& tx, const Query& query, const base::PublicId& after) {
    const auto from = after.empty() ? std::nullopt : store::place(tx, after);
    auto ids = found(tx, query, from.value_or(store::Place{}), kPageSize + 1);
    const bool has_next = ids.size() > std::size_t{kPageSize};
    if (has_next) ids.pop_back();
    if (ids.empty()) return {};
    Page page{.structures = store::load(tx, ids)};
    if (has_next) page.next = page.structures.back().public_id;
    return page;
}

std::optional<Structure> find(db::Transaction& tx, const base::PublicId& id) {
    return store::find(tx, id);
}

}  // namespace gps::structures
