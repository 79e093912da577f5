#pragma once

#include "merges/usecases.hpp"
#include "merges/views.hpp"

// A preview, in words.
namespace gps::merges {

// "12", "plus de 400".
std::string bounded(int number, int most);

EffectsView effects_of(const Preview& preview);

}  // namespace gps::merges
