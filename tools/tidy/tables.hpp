#pragma once

#include "tidy/source.hpp"

// A store reads (JOIN) the tables of other rooms and writes its own only. A table is named after
// its room; the exceptions stand in tables.cpp.
namespace gps::tidy {

Findings check_written_tables(const SourceFile& file);

}  // namespace gps::tidy
