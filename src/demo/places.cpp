#include "demo/places.hpp"

#include "base/clock.hpp"
#include "demo/name_lists.hpp"
#include "demo/store.hpp"
#include "lists/import.hpp"
#include "structures/kinds.hpp"

#include <sstream>

#include <fmt/format.h>

namespace gps::demo {
namespace {

constexpr std::size_t kPlacesAKind = 3;

// "de Caen", "d’Angoulême", "du Havre".
std::string of(std::string_view commune) {
    if (commune.starts_with("Le ")) return fmt::format("du {}", commune.substr(3));
    if (commune.starts_with("Les ")) return fmt::format("des {}", commune.substr(4));
    const bool elides =
        std::string_view("AEIOUY").find(commune.front()) != std::string_view::npos ||
        commune.starts_with("É");
    return fmt::format("{}{}", elides ? "d’" : "de ", commune);
}

// A place that another list has too: the team of the service finds a probable double.
std::string known_twice(const Commune& commune, std::string_view label) {
    return fmt::format("autre-liste,CS-1,CS,\"{} {}\",1 place de la Mairie,\"{}\",{},{}\n", label,
                       of(commune.name), commune.name, commune.insee_code, commune.department);
}

// Three of every kind that `known` lacks, each in another commune.
std::string invented(const std::set<std::string>& known) {
    std::string table = "source,source_id,kind,name,address,city,insee_code,department\n";
    const auto all = communes();
    std::size_t next = 0;
    for (const auto& kind : structures::kinds()) {
        if (known.contains(std::string(kind.code))) continue;
        for (std::size_t i = 0; i < kPlacesAKind; ++i) {
            const auto& commune = all[next++ % all.size()];
            table += fmt::format(
                "demonstration,{}-{},{},\"{} {}\",1 place de la Mairie,\"{}\","
                "{},{}\n",
                kind.code, i + 1, kind.code, kind.label, of(commune.name), commune.name,
                commune.insee_code, commune.department);
            if (kind.code == "CS" && i == 0) table += known_twice(commune, kind.label);
        }
    }
    return table;
}

}  // namespace

base::Result<> bring_places(db::Database& db, base::Instant now, std::istream* file) {
    const base::FixedClock clock(now);
    if (file != nullptr) {
        const auto report = lists::import_structures(db, clock, *file);
        if (!report) return base::pass_on(report);
    }
    const auto known = db.read([](db::Transaction& tx) { return store::kinds(tx); });
    std::istringstream own(invented(known));
    const auto report = lists::import_structures(db, clock, own);
    if (!report) return base::pass_on(report);
    return {};
}

}  // namespace gps::demo
