#pragma once

#include "access/route.hpp"
#include "followup/acts.hpp"
#include "followup/doors.hpp"
#include "followup/views.hpp"
#include "people/model.hpp"
#include "ui/components.hpp"

#include <string>
#include <vector>

// The forms of this room: reading what was typed, showing it again with what is wrong, carrying it
// from one step to the next. Nothing typed is ever lost.
namespace gps::followup {

// What is wrong with a form, a message a field.
class Mistakes {
 public:
    void add(const base::Error& error);
    void add(std::string_view field, std::string_view message_key);
    bool empty() const { return summary_.errors.empty(); }
    std::string on(std::string_view field) const;  // "" when nothing is
    const ui::ErrorSummary& summary() const { return summary_; }

 private:
    ui::ErrorSummary summary_ = {};
};

// One's own part: debut, role, motifs.
struct PartForm {
    std::string start = {};  // as typed
    std::string role = {};
    std::vector<std::string> reasons = {};

    static PartForm typed(const web::Form& form);
    static PartForm today(base::Date today);
    static PartForm of(base::Date start, std::string role, Reasons reasons);
    // nullopt, with the mistake added, when the date cannot be read; the rest is check_part()'s.
    std::optional<PartTyped> read(Mistakes& mistakes) const;
    PartFields fields(const Mistakes& mistakes) const;
};

// A person's identity: nom_naissance, prenom, date_naissance, nom_usage, commune, courriel,
// telephone.
struct IdentityForm {
    std::string birth_name = {};
    std::string first_name = {};
    std::string birth_date = {};
    std::string usual_name = {};
    std::string commune = {};
    std::string email = {};
    std::string phone = {};

    static IdentityForm typed(const web::Form& form);
    // nullopt, with every mistake added, when something compulsory is missing or malformed.
    std::optional<people::Identity> read(Mistakes& mistakes, base::Date today) const;
    IdentityView view(const access::Visit& visit, const Mistakes& mistakes) const;
    std::vector<ui::HiddenField> hidden() const;
    ui::DefinitionList shown() const;
};

// How and when the person was informed: information, information_le.
struct NoticeForm {
    std::string way = {};
    std::string on = {};

    static NoticeForm typed(const web::Form& form);
    std::optional<Notice> read(Mistakes& mistakes, base::Date today) const;
    ui::RadioGroup way_field(const Mistakes& mistakes) const;
    ui::DateField on_field(const Mistakes& mistakes) const;
    std::vector<ui::HiddenField> hidden() const;
};

std::string_view notice_label(people::NoticeWay way);

}  // namespace gps::followup
