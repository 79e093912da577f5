#pragma once

#include "base/result.hpp"
#include "contact/usecases.hpp"
#include "sharing/file.hpp"

#include <cstdint>
#include <string>
#include <vector>

// The sheet of those who help a person (fiche contacts), which they take away on paper: anybody may
// read it there, so it says less than the file (ADR 0036).
namespace gps::contact {

struct Helper {
    std::string name = {};
    std::string role = {};  // label
    std::string structure = {};
    std::string phone = {};  // as dialled; "": its owner did not agree, or gave none
    bool is_referent = false;
};

constexpr std::size_t kHelpersOnASheet = 40;

struct Sheet {
    std::string person = {};           // for the screen, not for the paper
    std::vector<Helper> helpers = {};  // the référent first, then by name
    bool is_partial = false;           // some may not be written on paper, or are too many
};

// Who follows the person now, for a structure they still belong to: without the structures of
// sensitivity 2 that the person did not agree to have named to all. NotFound for who sees nothing;
// Forbidden for who does not see the details and the whole group; TooMany past the quota of
// reveals. Leaves an entry: it is read as contacts are.
base::Result<Sheet> sheet(const Acting& acting, const base::PublicId& person);

bool may_have_sheet(const sharing::Standing& standing);

}  // namespace gps::contact
