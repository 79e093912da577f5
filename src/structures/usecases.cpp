#include "structures/usecases.hpp"

#include "structures/store.hpp"
#include "structures/terms.hpp"

namespace gps::structures {

Page search(db::Transaction& tx, const Query& query, const base::PublicId& after) {
    const auto from = after.empty() ? std::nullopt : store::place(tx, after);
    auto ids = store::search(tx, terms_of(query), from.value_or(store::Place{}), kPageSize + 1);
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
