#pragma once

#include "html/writer.hpp"
#include "structures/model.hpp"
#include "ui/components.hpp"
#include "ui/mistakes.hpp"
#include "web/forms.hpp"

#include <optional>
#include <string>
#include <string_view>

// How the team of the service looks for a structure, wherever a page asks for one: by words, or by
// a SIRET.
namespace gps::platform {

struct SearchView {
    std::string action = {};
    std::string label = {};  // of the search, for who does not see it
    std::string cancel_href = {};
    ui::TextField words = {};
    ui::TextField siret = {};
};
void render(html::Writer& out, const SearchView& view);

// As typed: nom, siret; and apres, the last structure of the page before.
struct SearchForm {
    std::string words = {};
    std::string siret = {};
    std::string after = {};

    static SearchForm typed(const web::Form& query);
    bool is_filtered() const { return !words.empty() || !siret.empty(); }
    // nullopt, with the mistake added, when the SIRET cannot be one.
    std::optional<structures::Query> read(ui::Mistakes& mistakes) const;
    // The caller says what the search is called and where one goes back.
    SearchView view(std::string_view action, const ui::Mistakes& mistakes) const;
    // The page of results after this structure; "": the first.
    std::string href(std::string_view action, std::string_view after_which) const;
};

// A structure that was found; where it leads is the page's own.
ui::Card found_card(const structures::Structure& structure, std::string href);

}  // namespace gps::platform
