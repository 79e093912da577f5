#include "followup/sights_store.hpp"

namespace gps::followup::store {

constexpr db::Statement kPartsAfter{
    .name = "followup.parts_after",
    .text = R"sql(
        SELECT birth_key, person_id, id, started_on, ended_on, is_creator, granted_until,
            shows_names
        FROM followup_contributions
        WHERE structure_id = $1 AND is_past = $2 AND (birth_key, person_id, id) > ($3, $4, $5)
        ORDER BY birth_key, person_id, id
        LIMIT 200
    )sql",
};

std::vector<SeenPart> parts_after(db::Transaction& tx, structures::StructureId structure,
                                  const SightPlace& place) {
    std::vector<SeenPart> parts;
    for (const auto& row :
         tx.query(kPartsAfter, structure, place.is_past, place.birth_key, place.person, place.id)) {
        parts.push_back({.place = {.is_past = place.is_past,
                                   .birth_key = row.text(0),
                                   .person = {row.integer(1)},
                                   .id = {row.integer(2)}},
                         .own = {.id = {row.integer(2)},
                                 .started_on = row.date(3),
                                 .ended_on = row.optional_date(4),
                                 .is_creator = row.boolean(5),
                                 .granted_until = row.optional_date(6)},
                         .shows_names = row.boolean(7)});
    }
    return parts;
}

constexpr db::Statement kShow{
    .name = "followup.show",
    .text = R"sql(
        UPDATE followup_contributions
        SET shown_key = $2, shown_first_key = $3, shows_names = $4
        WHERE id = $1 AND is_past = $5 AND shows_names <> $4
    )sql",
};

void show(db::Transaction& tx, const SeenPart& part, const Shown& shown) {
    tx.exec(kShow, part.place.id, shown.key, shown.first_key, shown.names, part.place.is_past);
}

}  // namespace gps::followup::store
