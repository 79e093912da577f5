#pragma once

#include "base/date.hpp"
#include "sharing/file.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

// The frieze of a person's path: when each contributor was there, drawn on one scale. Pure: places
// are computed here and printed by the template. A place is in hundredths of a percent of the
// width, from 0 to kWhole, so that the drawing takes whatever width the screen has.
namespace gps::trajectory {

constexpr int kWhole = 10000;

// What lasts a day is drawn no narrower: of fifteen years, it is a fiftieth of a percent.
constexpr int kNarrowest = 50;

// How far back it goes. All: to the first day of the first period.
enum class Zoom { SixMonths, TwoYears, All };

// The days that are drawn, both included.
struct Scale {
    base::Date first = {};
    base::Date last = {};

    bool operator==(const Scale&) const = default;
};

struct Bar {
    int from = 0;
    int width = 0;            // never 0: one day of fifteen years shows
    bool is_ongoing = false;  // it goes on after the last day
    bool began_before = false;

    bool operator==(const Bar&) const = default;
};

// A mark of the scale: the first day of a year or of a month. Eight at most.
struct Tick {
    int at = 0;
    base::Date day = {};
    bool is_of_year = false;  // its label is a year, not a month

    bool operator==(const Tick&) const = default;
};

// `first`: the first day of the oldest period. At least a month, whatever there is to draw.
Scale scale_of(Zoom zoom, base::Date first, base::Date today);

// Those of the periods that the scale shows, in the order given.
std::vector<Bar> bars(std::span<const sharing::Period> periods, const Scale& scale);

std::vector<Tick> ticks(const Scale& scale);

// The stretches during which none of the periods runs, between the first start and today, the
// earliest first; one that still runs has no end.
std::vector<sharing::Period> gaps(std::vector<sharing::Period> periods, base::Date today);

// The same of a file, as its viewer may know them: who sees their own part alone, or a frozen
// follow-up, is not told when nobody else was there.
std::vector<sharing::Period> gaps_shown(const sharing::File& file, base::Date today);

// "12.34%", as SVG reads it.
std::string percent(int place);

}  // namespace gps::trajectory
