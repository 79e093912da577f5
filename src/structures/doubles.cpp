#include "structures/doubles.hpp"

#include "structures/words.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

namespace gps::structures {
namespace {

using namespace std::string_view_literals;

// More structures than this under one name, address or phone: a switchboard, a town hall, or a
// name such as "Permanence sociale".
constexpr std::size_t kMostAlike = 6;

// What a kind's names are made of, besides what tells two of them apart.
struct TradeWords {
    std::string_view kind = {};
    std::array<std::string_view, 10> words = {};
};
constexpr auto kTradeWords = std::to_array<TradeWords>({
    {"CAF", {"caf", "caisse", "allocations", "familiales"}},
    {"CCAS", {"ccas", "centre", "communal", "action", "sociale", "commune", "ville"}},
    {"CHRS", {"chrs", "centre", "hebergement", "reinsertion", "sociale"}},
    {"FT", {"pole", "emploi", "france", "travail", "agence", "ape", "pe", "dda", "dra"}},
    {"MDPH", {"mdph", "maison", "departementale", "personnes", "handicapees"}},
    {"ML", {"mission", "locale", "ml", "mlj", "mlp", "jeunes", "antenne", "pour", "insertion"}},
    {"SPIP", {"spip", "service", "penitentiaire", "insertion", "probation"}},
});

bool is_trade_word(std::string_view kind, std::string_view word) {
    const auto* trade = std::ranges::find(kTradeWords, kind, &TradeWords::kind);
    return trade != kTradeWords.end() &&
           std::ranges::find(trade->words, word) != trade->words.end();
}

// A name whatever the order of its words. The number of a department before it is left out.
std::string core_of(const Candidate& candidate) {
    auto words = index_words(candidate.name);
    const auto is_number = [](const std::string& word) {
        return word.find_first_not_of("0123456789") == std::string::npos;
    };
    if (!words.empty() && is_number(words.front())) words.erase(words.begin());
    std::erase_if(words,
                  [&](const std::string& word) { return is_trade_word(candidate.kind, word); });
    std::ranges::sort(words);
    std::string core;
    for (const auto& word : words) core.append(word).append(" ");
    return core;
}

bool towns_differ(const Candidate& a, const Candidate& b) {
    return !a.city_key.empty() && !b.city_key.empty() && a.city_key != b.city_key;
}

// Candidates by what they share, and the pairs made of them.
class Groups {
 public:
    explicit Groups(Likeness why) : why_(why) {}

    void add(std::string key, const Candidate& candidate) {
        groups_[std::move(key)].push_back(&candidate);
    }

    template <class Accept>
    void pair_up(std::map<std::pair<StructureId, StructureId>, Likeness>& pairs,
                 Accept accept) const {
        for (const auto& [key, alike] : groups_) {
            if (alike.size() > kMostAlike) continue;
            for (std::size_t i = 0; i < alike.size(); ++i) {
                for (std::size_t j = i + 1; j < alike.size(); ++j) {
                    const auto& [a, b] = std::minmax(alike[i]->id, alike[j]->id);
                    if (accept(*alike[i], *alike[j])) pairs.emplace(std::pair(a, b), why_);
                }
            }
        }
    }

 private:
    Likeness why_;
    std::unordered_map<std::string, std::vector<const Candidate*>> groups_;
};

}  // namespace

std::vector<ProbableDouble> probable_doubles(std::span<const Candidate> department) {
    Groups names(Likeness::Name);
    Groups addresses(Likeness::Address);
    Groups phones(Likeness::Phone);
    Groups rows(Likeness::Name);
    for (const auto& candidate : department) {
        const auto core = core_of(candidate);
        const auto address = address_key(candidate.address);
        if (!core.empty()) {
            names.add(fmt::format("{}\n{}", candidate.kind, core), candidate);
            rows.add(
                fmt::format("{}\n{}\n{}\n{}", candidate.kind, core, candidate.city_key, address),
                candidate);
        }
        if (!address.empty() && !candidate.postcode.empty()) {
            addresses.add(fmt::format("{}\n{}\n{}", candidate.kind, candidate.postcode, address),
                          candidate);
        }
        if (!candidate.phone.empty()) {
            phones.add(fmt::format("{}\n{}", candidate.kind, candidate.phone), candidate);
        }
    }

    std::map<std::pair<StructureId, StructureId>, Likeness> pairs;  // the first reason stays
    const auto from_two_lists = [](const Candidate& a, const Candidate& b) {
        return a.source != b.source && !towns_differ(a, b);
    };
    names.pair_up(pairs, from_two_lists);
    addresses.pair_up(pairs, from_two_lists);
    phones.pair_up(pairs, from_two_lists);
    rows.pair_up(pairs,
                 [](const Candidate& a, const Candidate& b) { return a.source == b.source; });

    std::vector<ProbableDouble> doubles;
    doubles.reserve(pairs.size());
    for (const auto& [ids, why] : pairs) doubles.push_back({ids.first, ids.second, why});
    return doubles;
}

}  // namespace gps::structures
