#pragma once

#include "demo/chance.hpp"
#include "demo/name_lists.hpp"
#include "people/model.hpp"

#include <string>
#include <vector>

// Invented people: a surname, a first name of their generation, a birth date, a commune.
namespace gps::demo {

class PeopleDrawn {
 public:
    explicit PeopleDrawn(base::Date today);

    people::Identity person(Chance& chance) const;
    struct Name {
        std::string last = {};
        std::string first = {};
    };
    Name professional(Chance& chance) const;

 private:
    std::string surname(Chance& chance) const;
    std::string first_name(Chance& chance, int birth_year) const;

    base::Date today_;
    std::vector<std::int64_t> surname_weights_ = {};
    std::vector<std::vector<std::int64_t>> first_name_weights_ = {};  // a decade each
};

}  // namespace gps::demo
