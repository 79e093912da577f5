#pragma once

#include "html/writer.hpp"
#include "web/http.hpp"

#include <functional>
#include <string>
#include <vector>

// The frame around every page: the header of the State's services, the navigation, the footer.
namespace gps::ui {

struct NavLink {
    std::string text = {};
    std::string href = {};
};

struct Breadcrumb {
    std::string text = {};
    std::string href = {};
};

// The pages that the law wants one click away.
std::vector<NavLink> footer_links();

// What the frame shows around one page. Everything but the title may be left out.
struct Frame {
    std::string title = {};           // "Mes suivis"; the service's name is added
    std::string signed_in_name = {};  // empty: nobody is signed in
    std::string structure_name = {};
    bool can_switch_structure = false;
    std::string current_path = {};  // marks the navigation link of this page
    bool demonstration = false;
    std::string csrf = {};  // of the form that signs out
    std::vector<NavLink> nav = {};
    std::string flash = {};                    // a sentence shown once: what was just done
    bool flash_is_done = true;                 // else: why there was nothing to do
    std::vector<Breadcrumb> breadcrumbs = {};  // the pages above this one
    std::vector<NavLink> footer = footer_links();
    std::string account_href = "/mon-compte/connexions";
    std::string switch_structure_href = "/structure";
    std::string sign_out_action = "/deconnexion";
};

using Body = std::function<void(html::Writer&)>;

// The whole document. `body` writes the content of <main>, its <h1> first. A status of 422 (a
// form to correct) is told in the title.
web::Response page(const Frame& frame, const Body& body, int status = 200);

// The view of pages/layout.html.
struct LayoutView {
    struct Entry {
        std::string text = {};
        std::string href = {};
        bool is_page = false;     // this very page
        bool is_section = false;  // a page below it
    };
    const Frame& frame;
    const Body& body;
    std::string document_title = {};
    std::vector<Entry> nav = {};
};
void render(html::Writer& out, const LayoutView& view);

// The hidden fields of a form that writes: `_csrf` ties it to the session, `_cle` makes sending
// it twice count once, `_pour` names the structure that its page was opened for.
struct FormToken {
    std::string csrf = {};
    std::string key = {};
    std::string acting_for = {};  // "": none was chosen yet
};
void render(html::Writer& out, const FormToken& view);
inline void form_token(html::Writer& out, const FormToken& token) {
    render(out, token);
}

}  // namespace gps::ui
