#include "structures/rows.hpp"

#include <fmt/format.h>

namespace gps::structures::store {
namespace {

// A JSON string; the text is UTF-8 already.
void append_quoted(std::string& json, std::string_view text) {
    json += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            json += '\\';
            json += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            json += fmt::format("\\u{:04x}", static_cast<unsigned char>(c));
        } else {
            json += c;
        }
    }
    json += '"';
}

}  // namespace

void JsonRows::add_row() {
    json_ += fmt::format(R"({}"{}": {{)", count_ == 0 ? "{" : "}, ", count_);
    ++count_;
    row_is_empty_ = true;
}

void JsonRows::add(std::string_view name, std::string_view text) {
    add_name(name);
    append_quoted(json_, text);
}

void JsonRows::add(std::string_view name, std::int64_t number) {
    add_name(name);
    json_ += fmt::to_string(number);
}

void JsonRows::add(std::string_view name, double number) {
    add_name(name);
    json_ += fmt::to_string(number);
}

void JsonRows::add_name(std::string_view name) {
    if (!row_is_empty_) json_ += ", ";
    row_is_empty_ = false;
    append_quoted(json_, name);
    json_ += ": ";
}

std::string_view code(State state) {
    return state == State::Open ? "open" : "closed";
}

std::string_view code(Closing why) {
    switch (why) {
        case Closing::None:
            return "";
        case Closing::Closed:
            return "closed";
        case Closing::Suspended:
            return "suspended";
    }
    throw std::logic_error("structures: no such closing");
}

Closing closing(std::string_view code) {
    if (code == "suspended") return Closing::Suspended;
    return code == "closed" ? Closing::Closed : Closing::None;
}

std::string_view code(Likeness why) {
    switch (why) {
        case Likeness::Name:
            return "name";
        case Likeness::Phone:
            return "phone";
        case Likeness::Address:
            return "address";
    }
    throw std::logic_error("structures: no such likeness");
}

}  // namespace gps::structures::store
