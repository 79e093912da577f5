#pragma once

#include "structures/model.hpp"

#include <span>
#include <string>
#include <vector>

// Structures that several lists know under several names. Never merged by a program: a SIRET is no
// proof, and one building may hold two services.
namespace gps::structures {

struct Candidate {
    StructureId id = {};
    std::string source = {};
    std::string kind = {};
    std::string name = {};
    std::string address = {};
    std::string postcode = {};
    std::string city_key = {};
    std::string phone = {};
};

// The pairs of one department that probably are one place, each once and in order: same kind,
// towns that do not differ, and
//   from two lists: the same name but for the words of the trade ("Agence Pôle emploi HEM" and
//     "France Travail - HEM"), or the same address, or the same phone;
//   from one list: the same name at the same address.
// A name, an address or a phone that many share says nothing and is left out.
std::vector<ProbableDouble> probable_doubles(std::span<const Candidate> department);

}  // namespace gps::structures
