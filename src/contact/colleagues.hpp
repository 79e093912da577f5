#pragma once

#include "people/model.hpp"
#include "people/structure_id.hpp"
#include "sharing/acting.hpp"
#include "sharing/file.hpp"
#include "sharing/model.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

// The colleagues around a person whom one may write to, or ask to call back.
namespace gps::contact {

using sharing::Acting;

struct Colleague {
    people::ProfessionalId id = {};
    structures::StructureId structure_id = {};
    base::PublicId professional = {};
    base::PublicId structure_public_id = {};
    std::string name = {};
    std::string structure = {};

    // What a form sends: who, and for which structure.
    std::string choice() const { return professional.text() + "." + structure_public_id.text(); }
};

// NotFound for who may not write to the colleagues of this person: whoever does not see the group.
base::Result<sharing::Standing> in_the_group(const Acting& acting, const base::PublicId& person);

// Who follows the person now, for a structure they still belong to, and is named to the viewer as
// the viewer is to them: whoever is "Autre intervenant" neither writes nor is written to. By name,
// at most 200.
std::vector<Colleague> colleagues(const Acting& acting, const sharing::Standing& standing);

// What one wants to talk about: a closed list, which says nothing of the person.
std::span<const sharing::Coded> subjects();
std::string_view subject_label(std::string_view code);  // "" when unknown

}  // namespace gps::contact
