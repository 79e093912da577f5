#pragma once

#include "html/writer.hpp"
#include "ui/components.hpp"

#include <string>
#include <vector>

// What the sign-in pages print.
namespace gps::sessions {

struct SignInView {
    struct Persona {
        std::string email = {};
        std::string who = {};
        std::string what = {};
    };
    ui::FormToken token = {};
    std::string email = {};
    ui::ErrorSummary errors = {};
    std::string error = {};  // of the address
    bool has_proconnect = false;
    std::vector<Persona> personas = {};  // on a demonstration base only
};
void render(html::Writer& out, const SignInView& view);

struct CodeView {
    ui::FormToken token = {};
    ui::ErrorSummary errors = {};
    std::string error = {};  // of the code
    bool is_demonstration = false;
};
void render(html::Writer& out, const CodeView& view);

// What was being sent when the session had ended.
struct DraftView {
    ui::SendAgain again = {};
};
void render(html::Writer& out, const DraftView& view);

struct ChooseView {
    struct Line {
        std::string id = {};
        std::string name = {};
        std::string place = {};  // kind and city
        bool is_current = false;
    };
    ui::FormToken token = {};
    std::vector<Line> lines = {};
};
void render(html::Writer& out, const ChooseView& view);

struct SessionsView {
    struct Line {
        std::string id = {};
        std::string device = {};
        std::string opened = {};
        std::string seen = {};
        bool is_full = false;
        bool is_current = false;
        ui::FormToken token = {};
    };
    std::vector<Line> lines = {};
    ui::FormToken token = {};  // to close all the others
};
void render(html::Writer& out, const SessionsView& view);

}  // namespace gps::sessions
