#include "commands/commands.hpp"
#include "commands/interrupt.hpp"
#include "commands/list_files.hpp"
#include "commands/opening.hpp"
#include "demo/population.hpp"

#include <optional>

#include <fmt/format.h>

namespace gps::commands {

namespace {

// The base is marked as a demonstration by the last act: one that was stopped is not served as one.
base::Result<> populate(db::Database& database, const base::Keys& keys, const DemoOptions& options,
                        const HeldSignals& signals) {
    const base::SystemClock clock;
    std::optional<ListFile> structures;
    if (!options.structures.empty()) structures.emplace(options.structures);
    std::optional<Progress> bar;
    std::string_view shown;
    const auto shown_as = [&](std::string_view label) {
        return [&, label](int done, int total) {
            if (label != shown) bar.emplace(std::string(shown = label));
            bar->show(done, total);
            signals.check();
        };
    };
    return demo::populate(
        database, keys, clock.now(),
        {.persons = options.persons, .professionals = options.professionals, .seed = options.seed},
        structures ? &structures->stream() : nullptr,
        {.people = shown_as("people"),
         .indexes = shown_as("indexes"),
         .acts = shown_as("doubles and requests")});
}

}  // namespace

int make_demonstration(const settings::Settings& settings, const DemoOptions& options) {
    const HeldSignals signals;
    const auto keys = base::Keys::load(settings::needed("GPS_KEYS", settings.keys.string()));
    const auto database = open_database(settings);
    bring_up_to_date(*database, base::SystemClock());
    try {
        const auto made = populate(*database, keys, options, signals);
        if (!made) throw CommandFailed(refusal_of_list(made.error()));
    } catch (const Interrupted&) {
        throw Interrupted(
            "interrupted; run it again, or on a new database if this one is said to hold people");
    }
    fmt::print("A demonstration of {} invented people. Now run: gps serve\n", options.persons);
    return kDone;
}

}  // namespace gps::commands
