#pragma once

#include "html/writer.hpp"
#include "sharing/model.hpp"
#include "ui/components.hpp"
#include "ui/mistakes.hpp"
#include "web/forms.hpp"

#include <optional>
#include <string>
#include <vector>

// What a contributor says of their part, wherever a form asks for it: the file and every door.
namespace gps::sharing {

struct PartFields {
    ui::DateField start = {};
    ui::Select role = {};
    ui::CheckboxGroup reasons = {};
};
void render(html::Writer& out, const PartFields& view);

// One's own part: debut, role, motifs.
struct PartForm {
    std::string start = {};  // as typed
    std::string role = {};
    std::vector<std::string> reasons = {};

    static PartForm typed(const web::Form& form);
    static PartForm today(base::Date today);
    static PartForm of(base::Date start, std::string role, Reasons chosen);
    // nullopt, with the mistake added, when the date cannot be read; the rest is check_part()'s.
    std::optional<PartTyped> read(ui::Mistakes& mistakes) const;
    PartFields fields(const ui::Mistakes& mistakes) const;
};

}  // namespace gps::sharing
