#pragma once

#include "access/route.hpp"
#include "doors/doors.hpp"
#include "doors/views.hpp"
#include "people/model.hpp"
#include "ui/components.hpp"
#include "ui/mistakes.hpp"

#include <string>
#include <vector>

// The forms of the doors: reading what was typed, showing it again with what is wrong, carrying it
// from one step to the next. Nothing typed is ever lost.
namespace gps::doors {

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
    std::optional<people::Identity> read(ui::Mistakes& mistakes, base::Date today) const;
    IdentityView view(const access::Visit& visit, const ui::Mistakes& mistakes) const;
    std::vector<ui::HiddenField> hidden() const;
    ui::DefinitionList shown() const;
};

// How and when the person was informed: information, information_le.
struct NoticeForm {
    std::string way = {};
    std::string on = {};

    static NoticeForm typed(const web::Form& form);
    std::optional<Notice> read(ui::Mistakes& mistakes, base::Date today) const;
    ui::RadioGroup way_field(const ui::Mistakes& mistakes) const;
    ui::DateField on_field(const ui::Mistakes& mistakes) const;
    std::vector<ui::HiddenField> hidden() const;
};

}  // namespace gps::doors
