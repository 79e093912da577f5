#pragma once

#include "base/result.hpp"
#include "merges/model.hpp"

#include <string>

// Which structures may be made one, and who may decide it, with no database and no clock.
namespace gps::merges {

struct Place {
    structures::StructureId id = {};
    std::string kind = {};
    int sensitivity = 2;  // 0, 1 or 2
    bool is_habilitated = false;
    bool is_open = true;
    bool is_suspended = false;
    bool is_in_merge = false;  // another one, asked or going on
};
Place place_of(const structures::Structure& structure, bool is_in_merge);

// Whether `kept` may take the place of `twin`. The table is in rules.cpp.
base::Result<> may_merge(const Place& kept, const Place& twin);

// Who asks is of neither structure; who confirms neither, and is somebody else.
base::Result<> may_ask(bool is_of_either);
base::Result<> may_confirm(bool is_of_either, bool is_who_asked);

// What of both decides who will see what, in codes: when it differs from what was asked, whoever
// confirms would confirm something else.
std::string told(const Place& kept, const Place& twin);

// Which of the two is kept unless somebody chooses: one that may be, the habilitated one, the one
// with more members, the first.
bool keeps_first(const Side& first, const Side& second);

}  // namespace gps::merges
