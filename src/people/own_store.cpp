#include "people/own_store.hpp"

namespace gps::people::store {

constexpr db::Statement kOwnReach{
    .name = "people.own_reach",
    .text = R"sql(
        SELECT email, coalesce(phone, '')
        FROM professionals
        WHERE id = $1
    )sql",
};

OwnReach own_reach(db::Transaction& tx, ProfessionalId professional) {
    const auto rows = tx.query(kOwnReach, professional);
    const auto row = rows.at(0);
    return {.email = row.text(0), .phone = row.text(1)};
}

constexpr db::Statement kSetPhone{
    .name = "people.set_phone",
    .text = R"sql(
        UPDATE professionals
        SET phone = nullif($2, '')
        WHERE id = $1 AND coalesce(phone, '') <> $2
    )sql",
};

bool set_phone(db::Transaction& tx, ProfessionalId professional, const Phone& phone) {
    return tx.exec(kSetPhone, professional, phone.e164()) == 1;
}

}  // namespace gps::people::store
