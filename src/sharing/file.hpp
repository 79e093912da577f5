#pragma once

#include "base/result.hpp"
#include "sharing/acting.hpp"
#include "sharing/model.hpp"
#include "sharing/rules.hpp"

#include <optional>
#include <string>
#include <vector>

// The file of a person, as one viewer may see it. Six statements with the session, the audit
// entry and the act, however many contributors there are.
namespace gps::sharing {

// What decides everything that a viewer sees and does on a file.
struct Standing {
    people::PersonId person = {};
    base::PublicId public_id = {};
    people::PersonState state = people::PersonState::Active;
    people::Initials initials = {};
    OwnPart own = {};  // who has none has no file
    bool has_pending_request = false;
    bool is_referent = false;
    bool was_referent = false;  // until thirty days ago at most
    std::optional<ContributionId> referent = {};
    std::string role = {};                              // of the own part
    Reasons reasons = 0;                                // of the own part
    int requests_waiting = 0;                           // of others, to answer
    std::optional<base::Instant> emergency_until = {};  // of one that is open
    int alerts_open = 0;                                // that they may see (room alerts)
    std::optional<base::Date> warned_on = {};           // that the own part ends by itself
    Sight sight = {};

    // How sensitive a structure may be to be named to them: all, to the référent and, for thirty
    // days, to the one before.
    int highest_sensitivity() const {
        return highest_sensitivity_shown(is_referent || was_referent);
    }
};

// NotFound, for a stranger as for a person who does not exist.
base::Result<Standing> standing(db::Transaction& tx, const access::Viewer& viewer,
                                const base::PublicId& person, base::Instant now);

// Whether they follow, see initials and may ask for more.
bool may_ask_details(const Standing& standing);
// Whether they review who else sees the details: they see them of right, now.
bool may_review_sight(const Standing& standing, bool is_habilitated);

// A card of the tab "Intervenants". Texts of a masked card are "": they were not read.
struct Card {
    ContributionId id = {};
    bool is_masked = false;  // "Autre intervenant"
    std::string name = {};
    std::string role = {};  // label
    std::string structure = {};
    base::PublicId structure_id = {};
    base::PublicId professional_id = {};
    bool has_phone = false;  // known to the service; its value is not read here
    std::string kind = {};   // label
    std::vector<std::string_view> reasons = {};
    std::vector<Period> periods = {};  // the latest first
    bool is_referent = false;
    bool is_you = false;
    std::optional<base::Date> last_contact_on = {};  // with the person
    std::optional<base::Date> certified_on = {};     // référent certifié: the day of the data

    bool is_ongoing() const { return !periods.empty() && !periods.front().ended_on; }
};

// When a contributor was the référent désigné.
struct Designated {
    ContributionId part = {};
    Period days = {};
};

// A relay that was accepted, between two of the contributors.
struct Relayed {
    ContributionId giver = {};
    ContributionId taker = {};
    base::Date on = {};
};

struct File {
    Standing standing = {};
    std::string shown_name = {};                 // "NOM Prénom" or "N… P…"
    std::optional<people::Person> details = {};  // read only when the sight is "details"
    std::vector<Card> cards = {};                // on the tabs that show them
    std::vector<Period> own_periods = {};        // on the tab "Mon intervention"
    std::vector<Designated> designations = {};   // on the tab "Parcours", the latest first
    std::vector<Relayed> relays = {};            // on the same, the latest first
};

// The *dernier accompagnateur connu*: whoever last met the person or spoke with them, of those who
// are named to the viewer; of two on one day, who follows still, then who comes first. Computed,
// and of no legal value (domain.md §7): neither the référent désigné, nor certified by anybody.
std::optional<ContributionId> last_supporter(const std::vector<Card>& cards);

enum class Tab { Contributors, Trajectory, Information, Mine, Readings };

// Before a page of the file is shown: counts it, and leaves the audit entry and the act of reading
// it. `page` is "tab=…". TooMany: nothing may be shown.
base::Result<> show(const Acting& acting, const Standing& standing, const std::string& page);

// Reads a tab of the file, and shows it.
base::Result<File> read_file(const Acting& acting, const base::PublicId& person, Tab tab);

// The other structure for which the viewer follows this person, if there is one: the file then
// offers to act for it.
std::optional<base::PublicId> structure_to_switch_to(db::Transaction& tx,
                                                     const access::Viewer& viewer,
                                                     const base::PublicId& person);

}  // namespace gps::sharing
