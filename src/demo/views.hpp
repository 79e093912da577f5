#pragma once

#include "html/writer.hpp"
#include "ui/components.hpp"

#include <string>
#include <vector>

namespace gps::demo {

struct MailsView {
    struct Mail {
        std::string to = {};
        std::string subject = {};
        std::string at = {};
        std::vector<std::string> paragraphs = {};
    };
    std::vector<Mail> mails = {};
};
void render(html::Writer& out, const MailsView& view);

}  // namespace gps::demo
