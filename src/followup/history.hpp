#pragma once

#include "audit/activity_store.hpp"
#include "base/keys.hpp"
#include "db/bulk.hpp"
#include "followup/acts.hpp"
#include "people/model.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <utility>
#include <vector>

// How people came to be followed, for a base that is filled at once (Database::fill): the rows that
// the acts of acts.hpp leave when they are done one after the other. demo/stories_test.cpp does
// both and compares the bases, row by row.
namespace gps::followup {

// One contributor's act, at some instant.
struct Step {
    enum class Kind {
        Create,
        Follow,
        End,
        Resume
    };  // Create: recording the person, then following
    Kind kind = Kind::Follow;
    std::size_t who = 0;  // among the contributors of the history
    base::Instant at = {};
    PartTyped part = {};       // Create, Follow, Resume
    base::Date ended_on = {};  // End
};

struct Contributor {
    people::ProfessionalId professional = {};
    structures::StructureId structure = {};
    bool is_habilitated = false;
};

// All that was done about one person. The caller answers for its sense: steps come in the order of
// their instants; each contributor starts once, by Follow (Create: the first of them only), ends
// what goes on, resumes what ended thirty days ago at most; no two are one professional acting for
// one structure.
struct History {
    people::PersonId person = {};
    people::Identity identity = {};
    std::vector<Contributor> contributors = {};
    std::vector<Step> steps = {};
    // Named référent at the instant of the last step, when their part goes on.
    std::optional<std::size_t> referent = {};
    // Certified by an authority's data of the day of the last step, when their part goes on.
    std::optional<std::size_t> certified = {};
};

// The tables it fills, in the order of the numbers below.
std::vector<db::BulkTable> history_tables();

class HistoryWriter {
 public:
    // The tables are those of history_tables(), from number `first_table` on. Parts that ended more
    // than thirty days before `today` are hidden, as hide_ended() does every hour.
    HistoryWriter(db::Bulk& bulk, std::size_t first_table, const base::Keys& keys,
                  base::Date today);

    // Histories come in the order of their persons.
    void write(const History& history);
    // Writes what is counted over all: caseloads, first uses and how far they were noted.
    void finish();

 private:
    struct Part;
    struct Count {
        int current = 0;
        int past = 0;
    };

    void start(std::vector<Part>& parts, const History& history, const Step& step);
    void end(std::vector<Part>& parts, const History& history, const Step& step);
    void resume(std::vector<Part>& parts, const History& history, const Step& step);
    void leave(const History& history, const Step& step, audit::Act act, std::string detail);
    Count& count_of(const Contributor& contributor);
    static void name_referent(std::vector<Part>& parts, const History& history);
    void hide_ended(std::vector<Part>& parts, const History& history) const;
    void add_rows(const std::vector<Part>& parts, const History& history);

    db::Bulk* bulk_;
    std::size_t first_table_;
    const base::Keys* keys_;
    base::Date today_;
    std::int64_t contributions_ = 0;
    std::map<std::pair<std::int64_t, std::int64_t>, Count> caseloads_ = {};
    std::map<std::int64_t, base::Instant> first_uses_ = {};
    base::Instant last_use_ = {};
};

}  // namespace gps::followup
