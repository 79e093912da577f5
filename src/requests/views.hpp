#pragma once

#include "html/writer.hpp"
#include "ui/components.hpp"

#include <string>
#include <vector>

// What the templates of requests may print, ready to be shown.
namespace gps::requests {

// A request to answer, on the page of whoever may.
struct ReceivedLine {
    std::string requester = {};
    std::string asks = {};         // "demande à suivre"
    std::string person = {};       // "" where nothing is seen of the person
    std::string person_href = {};  // "" where there is no file to open
    std::vector<std::string> facts = {};
    std::string asked = {};
    std::string which = {};  // " la demande de …", for who hears the buttons
    std::string accept = {};
    std::string refuse = {};
    ui::FormToken accept_token = {};
    ui::FormToken refuse_token = {};
    bool is_details = false;
    ui::Select duration = {};  // of details
    ui::Select reason = {};
};
void render(html::Writer& out, const ReceivedLine& view);

// /demandes
struct RequestsView {
    struct SentLine {
        std::string name = {};
        std::string what = {};
        std::string asked = {};
        ui::Badge state = {};
        std::string reason = {};
        std::string href = {};    // of the file, once accepted
        std::string cancel = {};  // address, while pending
        ui::FormToken token = {};
    };
    struct Elsewhere {
        std::string href = {};
        std::string text = {};
    };
    ui::ErrorSummary errors = {};
    std::vector<ReceivedLine> received = {};
    std::vector<SentLine> sent = {};
    std::vector<Elsewhere> elsewhere = {};  // to call back, and what one answers for others
};
void render(html::Writer& out, const RequestsView& view);

// /equipe/demandes-de-suivi, /plateforme/demandes-de-suivi
struct OthersView {
    std::string lead = {};
    ui::ErrorSummary errors = {};
    std::vector<ReceivedLine> lines = {};
    std::string back_href = {};
    std::string back = {};
};
void render(html::Writer& out, const OthersView& view);

// /personnes/{personne}/details
struct DetailsView {
    std::string person = {};   // initials
    std::string pending = {};  // that an answer is awaited; ""
    std::string action = {};
    std::string back_href = {};
    ui::ErrorSummary errors = {};
    ui::FormToken token = {};
    ui::Select reason = {};
    ui::TextArea explanation = {};
};
void render(html::Writer& out, const DetailsView& view);

}  // namespace gps::requests
