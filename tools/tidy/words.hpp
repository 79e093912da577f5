#pragma once

#include "tidy/source.hpp"

// Words that may stand in some places only: SQL, the engines, the clock, the libraries behind one
// room, the inside of a secret, inline scripts and styles, unfinished work.
namespace gps::tidy {

Findings check_words(const SourceFile& file);

}  // namespace gps::tidy
