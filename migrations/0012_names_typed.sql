-- up
-- All that the search among one's own people reads, so that it reads the index and nothing else: a
-- thousand of the names of someone who follows 20 000 may begin as typed.

-- online
CREATE INDEX followup_by_name_typed ON followup_contributions (professional_id, structure_id,
    is_past, shown_key, id, referent_kind, shows_names, ended_on);
CREATE INDEX followup_by_first_name_typed ON followup_contributions (professional_id, structure_id,
    is_past, shown_first_key, shown_key, id, referent_kind, shows_names, ended_on);
DROP INDEX followup_name_typed;
DROP INDEX followup_first_name_typed;

-- down
DROP INDEX followup_by_first_name_typed;
DROP INDEX followup_by_name_typed;
CREATE INDEX followup_name_typed ON followup_contributions
    (professional_id, structure_id, is_past, shown_key, id);
CREATE INDEX followup_first_name_typed ON followup_contributions
    (professional_id, structure_id, is_past, shown_first_key, id);
