#include "readings/readings.hpp"

#include "readings/store.hpp"
#include "sharing/file.hpp"

#include <limits>

namespace gps::readings {
namespace {

constexpr std::size_t kEntriesAPage = 100;

bool goes_with(const Reading& reading, const store::Entry& last, const store::Entry& entry) {
    return last.actor == entry.actor && last.acting_for == entry.acting_for &&
           reading.on == base::paris_date(entry.at);
}

// Pages opened in a row by one professional on one day are one line.
std::vector<Reading> in_lines(const std::vector<store::Entry>& entries,
                              people::ProfessionalId viewer) {
    std::vector<Reading> lines;
    const store::Entry* last = nullptr;
    for (const auto& entry : entries) {
        if (last == nullptr || !goes_with(lines.back(), *last, entry)) {
            lines.push_back({.is_masked = entry.is_masked,
                             .name = entry.name,
                             .structure = entry.structure,
                             .is_you = entry.actor == viewer,
                             .on = base::paris_date(entry.at),
                             .last = entry.at});
        }
        auto& line = lines.back();
        line.first = entry.at;
        if (entry.is_reveal) {
            line.has_revealed = true;
        } else {
            ++line.pages;
        }
        last = &entry;
    }
    return lines;
}

}  // namespace

base::Result<ReadingsPage> who_looked(const Acting& acting, const base::PublicId& person,
                                      std::optional<base::Instant> before) {
    const auto& [house, tx, viewer, request_id] = acting;
    const auto file = sharing::read_file(acting, person, sharing::Tab::Readings);
    if (!file) return base::pass_on(file);
    const auto& standing = file->standing;
    if (standing.sight.level != sharing::Level::Details)
        return base::refuse(base::Refusal::Forbidden, "readings.details_only");
    constexpr base::Instant kEver{std::numeric_limits<std::int64_t>::max()};
    auto entries = store::entries(tx, {.person = standing.person,
                                       .own_structure = viewer.structure(),
                                       .highest_sensitivity = standing.highest_sensitivity(),
                                       .before = before.value_or(kEver),
                                       .limit = kEntriesAPage + 1});
    ReadingsPage page{.person_name = file->shown_name};
    if (entries.size() > kEntriesAPage) {
        // Entries of one instant stay together: the next page begins before it.
        const auto cut = entries.back().at;
        while (!entries.empty() && entries.back().at == cut) entries.pop_back();
        if (!entries.empty()) page.next = entries.back().at;
    }
    page.rows = in_lines(entries, viewer.id);
    return page;
}

}  // namespace gps::readings
