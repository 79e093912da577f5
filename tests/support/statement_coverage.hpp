#pragma once

// SQL is code: with GPS_STATEMENT_COVERAGE=1, a run of all the tests fails when a statement of a
// store was executed by no test on one of the engines.
namespace gps::tests {

// Does nothing without that variable. Called by the fixtures of engines.hpp.
void observe_coverage();

}  // namespace gps::tests
