#pragma once

#include "alerts/model.hpp"
#include "notices/usecases.hpp"

// Raising an alert, whoever finds it: a job or an act.
namespace gps::alerts {

// In the lists of those it is for, who are told, but one who knows. Nothing when one is open.
void raise(const notices::Telling& telling, const Situation& situation, Kind kind, base::Date today,
           people::ProfessionalId but = {});

}  // namespace gps::alerts
