#pragma once

#include "tidy/source.hpp"

#include <string>
#include <string_view>
#include <vector>

// Documents that list what stands elsewhere are complete.
namespace gps::tidy {

// `names`: the files of docs/adr. Each NNNN-title.md is linked from README.md.
Findings check_decisions(const std::vector<std::string>& names, std::string_view index);

// Each id given to base::log_event stands in docs/log-messages.md.
Findings check_log_messages(const Sources& files, std::string_view document);

}  // namespace gps::tidy
