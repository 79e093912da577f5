#include "demo/usecases.hpp"

#include "demo/store.hpp"

namespace gps::demo {

bool is_demonstration(db::Database& db) {
    return db.read([](db::Transaction& tx) { return store::mark(tx).has_value(); });
}

std::vector<access::Persona> personas(db::Database& db) {
    return db.read([](db::Transaction& tx) { return store::personas(tx); });
}

}  // namespace gps::demo
