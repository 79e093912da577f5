#pragma once

#include <span>
#include <string_view>

// The kinds of structure, readable by a data protection officer. Sensitivity says what learning
// that a structure of this kind follows someone would tell about them:
//   0  nothing in particular;
//   1  precarious housing, migration, disability, or youth in a place of care;
//   2  health, justice, child protection or violence: other structures see "Autre intervenant".
// A habilitated kind is one of the bodies that the mission names.
namespace gps::structures {

struct Kind {
    std::string_view code = {};
    int sensitivity = 2;
    bool is_habilitated = false;  // at the import; the platform decides for the others
    std::string_view label = {};  // in French, as on screens
    std::string_view what = {};   // one French sentence
};

std::span<const Kind> kinds();  // by code

bool is_known_kind(std::string_view code);

// A code that is not in the table is of sensitivity 2 and not habilitated.
const Kind& kind(std::string_view code);

}  // namespace gps::structures
