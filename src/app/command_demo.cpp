#include "app/commands.hpp"
#include "app/interrupt.hpp"
#include "app/list_files.hpp"
#include "app/opening.hpp"
#include "demo/population.hpp"
#include "ui/messages.hpp"

#include <optional>

#include <fmt/format.h>

namespace gps::app {

// The base is marked as a demonstration by the last act: one that was stopped is not served as one.
int make_demonstration(const Settings& settings, const DemoOptions& options) {
    const base::SystemClock clock;
    const auto keys = base::Keys::load(needed("GPS_KEYS", settings.keys.string()));
    const auto database = open_database(settings);
    std::optional<ListFile> structures;
    if (!options.structures.empty()) structures.emplace(options.structures);
    bring_up_to_date(*database, clock);

    const HeldSignals signals;
    Progress progress("people");
    const auto made = demo::populate(
        *database, keys, clock.now(),
        {.persons = options.persons, .professionals = options.professionals, .seed = options.seed},
        structures ? &structures->stream() : nullptr, [&](int done, int total) {
            progress.show(done, total);
            signals.check();
        });
    if (!made) throw CommandFailed(std::string(ui::message(made.error().message)));
    fmt::print("A demonstration of {} invented people. Now run: gps serve\n", options.persons);
    return kDone;
}

}  // namespace gps::app
