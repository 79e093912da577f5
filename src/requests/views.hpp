#pragma once

#include "html/writer.hpp"
#include "ui/components.hpp"

#include <string>
#include <vector>

// What the template of requests may print, ready to be shown.
namespace gps::requests {

struct RequestsView {
    struct SentLine {
        std::string name = {};
        std::string asked = {};
        ui::Badge state = {};
        std::string reason = {};
        std::string href = {};    // of the file, once accepted
        std::string cancel = {};  // address, while pending
        ui::FormToken token = {};
    };
    struct ReceivedLine {
        std::string person = {};
        std::string person_href = {};
        std::string requester = {};
        std::string asked = {};
        std::string role = {};
        std::string reasons = {};
        std::string start = {};
        std::string accept = {};
        std::string refuse = {};
        ui::FormToken accept_token = {};
        ui::FormToken refuse_token = {};
        ui::Select reason = {};
    };
    ui::ErrorSummary errors = {};
    std::vector<ReceivedLine> received = {};
    std::vector<SentLine> sent = {};
};
void render(html::Writer& out, const RequestsView& view);

}  // namespace gps::requests
