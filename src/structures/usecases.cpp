#include "structures/usecases.hpp"

#include "structures/store.hpp"
#include "structures/words.hpp"

#include <algorithm>

namespace gps::structures {
namespace {

std::string in_capitals(std::string code) {
    std::ranges::transform(code, code.begin(),
                           [](char c) { return c >= 'a' && c <= 'z' ? char(c - 'a' + 'A') : c; });
    return code;
}

store::Keys keys_of(const Query& query) {
    auto words = index_words(query.words);
    words.resize(std::min(words.size(), store::kMostWords));
    return {.words = std::move(words),
            .kind = query.kind,
            .department = in_capitals(query.department),
            .city_key = city_key(query.commune)};
}

}  // namespace

Page search(db::Transaction& tx, const Query& query, const base::PublicId& after) {
    const auto from = after.empty() ? std::nullopt : store::place(tx, after);
    auto ids = store::search(tx, keys_of(query), from.value_or(store::Place{}), kPageSize + 1);
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
