#pragma once

#include "db/database.hpp"
#include "people/model.hpp"

#include <array>
#include <optional>
#include <string>
#include <vector>

// The SQL of social security numbers: none is ever in a statement.
namespace gps::nir::store {

struct Bearer {
    int active_version = 0;  // by which numbers are kept now
    std::optional<people::PersonId> person = {};
};
// Whoever bears a number whose index is one of these.
Bearer bearer(db::Transaction& tx, const std::array<std::string, 3>& indexes);

// By which version numbers are kept. Others who write one wait until the end of the transaction.
int lock(db::Transaction& tx);
int active_version(db::Transaction& tx);
void activate(db::Transaction& tx, int version);

struct Number {
    people::PersonId person = {};
    bool is_temporary = false;
    std::string sealed = {};
    std::string blind_index = {};
    int key_version = 0;
};
// In place of the one of this kind that the person had.
void keep(db::Transaction& tx, const Number& number, base::Instant now);

struct Older {
    Number number = {};
    base::PublicId public_id = {};
};
// Numbers kept by versions before `version`, of people from `from` on.
std::vector<Older> older(db::Transaction& tx, int version, people::PersonId from, int limit);
void rewrap(db::Transaction& tx, const Number& number);
bool has_older(db::Transaction& tx, int version);

}  // namespace gps::nir::store
