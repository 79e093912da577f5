#include "access/limits.hpp"

#include "access/codes_store.hpp"

namespace gps::access {

int count_one(db::Transaction& tx, const Limit& limit, std::string_view subject,
              base::Instant now) {
    return store::count_one(tx, limit, subject, now);
}

int count_so_far(db::Transaction& tx, const Limit& limit, std::string_view subject,
                 base::Instant now) {
    return store::count_so_far(tx, limit, subject, now);
}

}  // namespace gps::access
