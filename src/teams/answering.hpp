#pragma once

#include "access/route.hpp"
#include "base/result.hpp"
#include "teams/model.hpp"

#include <string>
#include <string_view>

// Answering those who ask to be members of a structure, whoever may.
namespace gps::teams {

struct Asked {
    structures::StructureId id = {};
    std::string name = {};
};
// NotFound when the request no longer waits, or is of another structure.
base::Result<> let_in(const access::Visit& visit, const Asked& asked, const base::PublicId& request,
                      Role role);
base::Result<> keep_out(const access::Visit& visit, const Asked& asked,
                        const base::PublicId& request, std::string_view refusal);

// Mails what was done, and the page of the service where it is read.
void tell(const access::Visit& visit, const std::string& recipient, const std::string& what,
          std::string_view path);

}  // namespace gps::teams
