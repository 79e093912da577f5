#pragma once

#include "html/writer.hpp"

#include <string>
#include <vector>

// What the example template prints: htmlc_test.cpp renders it.
namespace gps::example {

struct FollowerLine {
    int id = 0;
    std::string name = {};
    bool chosen = false;
};

struct FollowersView {
    std::string title = {};
    std::string back = {};
    std::string note = {};
    std::vector<FollowerLine> lines = {};
};

struct EmptyView {};

void render(html::Writer& out, const FollowersView& view);
void render(html::Writer& out, const EmptyView& view);

inline void badge(html::Writer& out, std::string_view text) {
    out.markup("<b>");
    out.text(text);
    out.markup("</b>\n");
}

}  // namespace gps::example
