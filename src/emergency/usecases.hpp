#pragma once

#include "base/result.hpp"
#include "emergency/model.hpp"
#include "sharing/acting.hpp"
#include "sharing/file.hpp"

#include <string>
#include <string_view>
#include <vector>

// Opening the details in an emergency, and reviewing what was opened.
namespace gps::emergency {

using sharing::Acting;

// How the viewer stands, if they may open it: they follow the person, see initials, and show a
// second factor. NotFound for a stranger, Conflict for who sees the details or whose part ended,
// Forbidden in a reduced session.
base::Result<sharing::Standing> may_open(const Acting& acting, const base::PublicId& person);

struct Typed {
    std::string reason = {};
    std::string explanation = {};
};
// What is wrong with it, an error a field at most.
std::vector<base::Error> mistakes_in(const Typed& typed);

// Opens the details for 72 hours; the référent and those who administer the viewer's structure are
// told at once by a mail that names nobody. TooMany past three a week.
base::Result<> open(const Acting& acting, const base::PublicId& person, const Typed& typed);

// ---- Review: never of one's own -----------------------------------------------------------------

struct OnPerson {
    std::string person = {};  // initials
    std::vector<Emergency> emergencies = {};
};
// On one person, for who sees their details of right; NotFound for anyone else. Reading them is
// reading the file.
base::Result<OnPerson> on_person(const Acting& acting, const base::PublicId& person);
// Of the members of the structure, for its administrators.
std::vector<Emergency> of_structure(const Acting& acting);
// Of everyone, for the platform.
std::vector<Emergency> everywhere(const Acting& acting);

// Whose emergencies a page reviews.
enum class Where { Person, Structure, Everywhere };
struct Judged {
    base::PublicId emergency = {};
    std::string verdict = {};  // typed
    std::string note = {};
};
// A verdict and a note, once; what is not justified ends now. Who opened it is told. `person`: of
// the page, for Where::Person. Invalid by field (verdict, note).
base::Result<> review(const Acting& acting, Where where, const base::PublicId& person,
                      const Judged& judged);

}  // namespace gps::emergency
