#include "htmlc/compile.hpp"
#include "htmlc/example/followers_view.hpp"

#include <regex>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

using gps::htmlc::compile;
using gps::htmlc::TemplateError;

namespace {

constexpr std::string_view kFirstLine = "%% gps::a::View from \"a/views.hpp\"\n";

// The C++ of a template with these lines after the first one, from their #line on.
std::string compiled(std::string_view body) {
    const auto code = compile(std::string(kFirstLine).append(body), "page.html");
    return code.substr(code.find("#line"));
}

// The error of this template; "none" when it compiles.
std::string refusal_of_all(std::string_view text) {
    try {
        compile(text, "page.html");
    } catch (const TemplateError& error) {
        return error.what();
    }
    return "none";
}

// The same of a template with these lines after the first one.
std::string refusal(std::string_view body) {
    return refusal_of_all(std::string(kFirstLine).append(body));
}

bool says(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

// Which functions print the values of this attribute, in order.
std::string printers_in(const std::string& name, const std::string& value) {
    static const std::regex call(R"(out\.(text|url|url_part)\()");
    const auto code = compiled("<input " + name + "=" + value + ">");
    std::string printers;
    for (std::sregex_iterator at(code.begin(), code.end(), call), end; at != end; ++at) {
        printers += (*at)[1].str() + " ";
    }
    return printers;
}

// The first of these templates that is not refused for this reason, "" when all are.
std::string first_accepted(const std::vector<std::string>& bodies, const std::string& reason) {
    for (const auto& body : bodies) {
        if (!says(refusal(body), reason)) return body + " " + refusal(body);
    }
    return {};
}

#define EXPECT_REFUSED(body, line, reason) \
    EXPECT_EQ(first_accepted({body}, "page.html:" line ": error: " reason), "")

}  // namespace

TEST(Htmlc, TheExamplePrintsItsView) {
    gps::html::Writer out;
    gps::example::render(out, {.title = "<Suivis>",
                               .back = "javascript:alert(1)",
                               .note = "</textarea>",
                               .lines = {{.id = 1, .name = "Zoé & co", .chosen = true},
                                         {.id = 2, .name = "Max", .chosen = false}}});
    EXPECT_EQ(out.take(),
              "<h1 title=\"&lt;Suivis&gt;\">&lt;Suivis&gt;</h1>\n"
              "<ul>\n"
              "<li\nclass=\"chosen\"\n>\n"
              "<a href=\"/personnes/1/suivi?nom=Zo%C3%A9%20%26%20co\">Zoé &amp; co</a>\n"
              "<input type=\"checkbox\" name=\"id\" checked>\n"
              "<i>un</i>\n"
              "</li>\n"
              "<li\n>\n"
              "<a href=\"/personnes/2/suivi?nom=Max\">Max</a>\n"
              "<input type=\"checkbox\" name=\"id\">\n"
              "<b>Max</b>\n"
              "</li>\n"
              "</ul>\n"
              "<a href=\"#/retour\">Retour</a>\n"
              "<textarea name=\"note\">&lt;/textarea&gt;\n  fin</textarea>\n");
}

TEST(Htmlc, AViewThatIsNotReadIsNoWarning) {
    gps::html::Writer out;
    gps::example::render(out, gps::example::EmptyView{});
    EXPECT_EQ(out.take(), "<hr>\n");
}

TEST(Htmlc, TheFunctionStandsInTheRoomOfItsView) {
    const auto code = compile(
        "%% gps::ui::inner::View from <a.hpp>\n%% include \"b/c.hpp\"\n<hr>\n", "x/page.html");
    EXPECT_EQ(code,
              "#include <a.hpp>\n#include \"b/c.hpp\"\n#include \"html/writer.hpp\"\n\n"
              "namespace gps::ui::inner {\n"
              "void render([[maybe_unused]] ::gps::html::Writer& out,\n"
              "            [[maybe_unused]] const View& view) {\n"
              "#line 3 \"x/page.html\"\n"
              "out.markup(\"<hr>\\n\"); \n"
              "}\n}  // namespace gps::ui::inner\n");
}

TEST(Htmlc, EachLineStaysOnItsLine) {
    EXPECT_EQ(compiled("<p>\n\n% // note\n  a\n\n</p>\n"),
              "#line 2 \"page.html\"\n"
              "out.markup(\"<p>\\n\"); \n\n // note\nout.markup(\"a\\n\"\n\n\"</p>\\n\"); \n"
              "}\n}  // namespace gps::a\n");
}

TEST(Htmlc, TextAndQuotedAttributesAreEscaped) {
    EXPECT_TRUE(says(compiled("<p>{{ view.a }}</p>"), "out.text(view.a);"));
    EXPECT_TRUE(says(compiled("<p title='a {{view.a}} b'></p>"), "out.text(view.a);"));
    EXPECT_TRUE(says(compiled("<textarea>{{ view.a }}</textarea>"), "out.text(view.a);"));
    EXPECT_TRUE(says(compiled("<p data-href=\"{{ view.a }}\"></p>"), "out.text(view.a);"));
}

TEST(Htmlc, AUrlStartsAtTheStartOfItsAttribute) {
    for (const char* name : {"href", "src", "action", "formaction", "HREF"}) {
        EXPECT_EQ(printers_in(name, "\"{{ view.a }}/{{ view.b }}\""), "url url_part ") << name;
    }
}

TEST(Htmlc, APartOfAUrlIsEncoded) {
    EXPECT_EQ(printers_in("href", "\"{{ view.a }}\""), "url ");
    EXPECT_EQ(printers_in("href", "'/a/{{ view.a }}/b'"), "url_part ");
    EXPECT_EQ(printers_in("href", "'?q={{ view.a }}'"), "url_part ");
    EXPECT_EQ(printers_in("href", "'tel:{{ view.a }}'"), "url_part ");
    EXPECT_EQ(printers_in("class", "'/a/{{ view.a }}/b'"), "text ");
}

TEST(Htmlc, AValueCannotMakeAScheme) {
    const std::string reason = "the URL in href is a path, http, https, mailto or tel";
    EXPECT_TRUE(says(refusal("<a href=\"javascript:{{ view.a }}\"></a>"), reason));
    EXPECT_TRUE(says(refusal("<a href=\"JavaScript:void(0)\"></a>"), reason));
    EXPECT_TRUE(says(refusal("<a href=\"data:text/html,x\"></a>"), reason));
    EXPECT_TRUE(says(refusal("<a href=\"{{ view.a }}:alert(1)\"></a>"), reason));
    EXPECT_TRUE(says(refusal("<a href=\"{{ view.a }}script:x\"></a>"), reason));
    EXPECT_REFUSED("<a href=\"/{{ view.a }}/{{ view.b }}\"></a>", "2", "the first segment");
}

TEST(Htmlc, AConditionPrintsWholeAttributes) {
    EXPECT_TRUE(says(compiled("<input{{? view.a || view.b | checked }}>"),
                     "if (view.a || view.b) { out.markup(\" checked\"); }"));
    EXPECT_TRUE(says(compiled("<a href=\"/\"{{? view.a | aria-current=\"page\" }}></a>"),
                     "out.markup(\" aria-current=\\\"page\\\"\")"));
    EXPECT_EQ(refusal("<input {{? view.a | checked disabled}}{{? view.b | required}} name=\"a\">"),
              "none");
}

TEST(Htmlc, AConditionStandsBetweenAttributes) {
    const std::string reason = "{{? condition | attribute }} stands between";
    EXPECT_REFUSED("<p>{{? view.a | checked }}</p>", "2", "{{? condition | attribute }} stands");
    EXPECT_TRUE(says(refusal("<p class=\"{{? view.a | checked }}\"></p>"), reason));
    EXPECT_TRUE(says(refusal("<input che{{? view.a | cked }}>"), reason));
    EXPECT_TRUE(says(refusal("<input value={{? view.a | checked }}>"), reason));
    EXPECT_TRUE(says(refusal("<p></p{{? view.a | checked }}>"), reason));
    EXPECT_REFUSED("<input{{? view.a | checked }}name=\"a\">", "2", "a space between");
    EXPECT_REFUSED("<input{{? view.a | checked> }}>", "2", "{{? condition | ... }} prints whole");
    EXPECT_REFUSED("<input{{? view.a | value= }}>", "2", "{{? condition | ... }} prints whole");
    EXPECT_REFUSED("<input{{? view.a | value=a }}>", "2", "the value of value is not quoted");
    EXPECT_REFUSED("<input{{? view.a }}>", "2", "expected {{? condition");
    EXPECT_REFUSED("<input{{? | checked }}>", "2", "expected {{? condition");
}

TEST(Htmlc, NoValueInATagOutsideQuotes) {
    EXPECT_EQ(first_accepted({"<{{ view.a }}>", "<p{{ view.a }}>", "<p {{ view.a }}>",
                              "<p cl{{ view.a }}=\"a\">", "<p class=\"a\"{{ view.a }}>",
                              "</{{ view.a }}>", "<br/{{ view.a }}>"},
                             "no value in a tag outside quotes"),
              "");
    EXPECT_REFUSED("<hr>\n<p class={{ view.a }}>", "3", "an attribute value is quoted");
}

TEST(Htmlc, NoValueInAnAttributeThatIsAProgramOrAStyle) {
    EXPECT_EQ(first_accepted({"<p onclick=\"{{ view.a }}\"></p>", "<p ONLOAD='a {{ view.a }}'></p>",
                              "<p style=\"color: {{ view.a }}\"></p>",
                              "<p srcdoc=\"{{ view.a }}\"></p>", "<p srcset=\"{{ view.a }}\"></p>"},
                             "no value is safe in the attribute"),
              "");
    EXPECT_REFUSED("<meta http-equiv=\"refresh\">", "2", "http-equiv");
}

TEST(Htmlc, NoValueInAScriptAStyleOrAComment) {
    EXPECT_REFUSED("<script>\nlet a = '{{ view.a }}';\n</script>", "3", "no value inside <script>");
    EXPECT_REFUSED("<style>{{ view.a }}</style>", "2", "no value inside <style>");
    EXPECT_REFUSED("<!-- {{ view.a }} -->", "2", "no value inside a comment");
    EXPECT_REFUSED("<!doctype {{ view.a }}>", "2", "no value inside a comment");
}

TEST(Htmlc, ScriptsAndCommentsEndWhereBrowsersSay) {
    EXPECT_TRUE(says(compiled("<script src=\"/a.js\"></script>{{ view.a }}"), "out.text(view.a)"));
    EXPECT_TRUE(says(compiled("<!-- <p> -->{{ view.a }}"), "out.text(view.a)"));
    EXPECT_TRUE(says(compiled("<!doctype html>\n{{ view.a }}"), "out.text(view.a)"));
    EXPECT_REFUSED("<script>a = '<p></p>';\n{{ view.a }}</script>", "3", "no value inside");
}

TEST(Htmlc, AHoleIsAValueOnOneLine) {
    EXPECT_REFUSED("<p>{{ view.a\n}}</p>", "2", "{{ without }}");
    EXPECT_REFUSED("<p>{{ }}</p>", "2", "{{ }} without a value");
}

TEST(Htmlc, EveryTagIsClosedInOrder) {
    EXPECT_REFUSED("<p>\n<b>\n", "3", "<b> is never closed");
    EXPECT_REFUSED("<p><b></p></b>", "2", "</p> where </b> is expected");
    EXPECT_REFUSED("<p></p>\n</p>", "3", "</p> closes nothing");
    EXPECT_REFUSED("<div/>", "2", "<div/> does not close itself");
    EXPECT_REFUSED("</br>", "2", "</br> closes nothing");
    EXPECT_REFUSED("<p></p", "2", "the template ends inside a tag");
    EXPECT_REFUSED("<!-- a", "2", "the template ends inside a tag or a comment");
    EXPECT_EQ(refusal("<P><br><img alt=\"\"><hr/><svg><path/></svg></p>"), "none");
}

TEST(Htmlc, MarkupIsWrittenStrictly) {
    EXPECT_REFUSED("<p>a < b</p>", "2", "'<' in text is written &lt;");
    EXPECT_REFUSED("<p class=a></p>", "2", "the value of class is not quoted");
    EXPECT_REFUSED("<p class = \"a\"></p>", "2", "an attribute is written");
    EXPECT_REFUSED("<p class=\"a\"id=\"b\"></p>", "2", "a space between two attributes");
    EXPECT_REFUSED("<p></p class=\"a\">", "2", "</p> has no attributes");
    EXPECT_REFUSED("<p id\"a\"></p>", "2", "unexpected '\"'");
    EXPECT_REFUSED("<textarea><b></b></textarea>", "2", "no tag inside <textarea>");
}

TEST(Htmlc, ABlockClosesTheTagsItOpens) {
    EXPECT_REFUSED("% if (view.a) {\n<p>\n% }\n</p>", "4",
                   "the block of line 2 starts outside of all tags and ends inside <p>");
    EXPECT_REFUSED("<p>\n% for (;;) {\n</p>\n% }\n", "5", "the block of line 3 starts inside <p>");
    EXPECT_REFUSED("% if (view.a) {\n<i>\n% } else {\n<b>\n% }\n", "4", "the block of line 2");
    EXPECT_REFUSED("<p\n% if (view.a) {\n>\n% }\n", "5", "the block of line 3 starts in the tag");
    EXPECT_REFUSED("% if (view.a) {\n<hr>", "3", "the block of line 2 is never closed");
    EXPECT_REFUSED("<hr>\n% }\n", "3", "'}' closes no block");
    EXPECT_EQ(refusal("% if (a({1})) {\n<p></p>\n% } else if (b('}')) { // }\n<hr>\n% }\n"),
              "none");
}

TEST(Htmlc, AControlLineStandsBetweenTagsOrAttributes) {
    const std::string reason = "a % line stands in text or between the attributes";
    EXPECT_TRUE(says(refusal("<p class=\"a\n% if (view.a) {\n"), reason));
    EXPECT_TRUE(says(refusal("<script>\n% if (view.a) {\n"), reason));
    EXPECT_TRUE(says(refusal("<!--\n% if (view.a) {\n"), reason));
    EXPECT_TRUE(says(refusal("<p class=\n% if (view.a) {\n"), "is not quoted"));
    EXPECT_EQ(refusal("<p\n% if (view.a) {\nclass=\"a\"\n% }\n></p>"), "none");
}

TEST(Htmlc, AConditionWithoutBracesIsRefused) {
    EXPECT_REFUSED("% if (view.a)\n<p>{{ view.a }}</p>", "3", "the % line before ends with");
    EXPECT_REFUSED("% if (view.a) {\n% } else // note {\n<hr>", "4", "the % line before ends with");
    EXPECT_EQ(refusal("% if (view.a &&\n%     view.b) {\n<hr>\n% }\n% ui::x(out);  // note\n<hr>"),
              "none");
}

TEST(Htmlc, NoJumpLeavesATagOpen) {
    const std::string leaves = "the way out of the block of line 2 leaves tags open";
    EXPECT_TRUE(
        says(refusal("% for (;;) {\n<p>\n% if (view.a) {\n% break;\n% }\n</p>\n% }"), leaves));
    EXPECT_TRUE(says(refusal("% for (;;) {\n<p>\n% if (view.a) continue;\n</p>\n% }"), leaves));
    EXPECT_TRUE(says(refusal("% switch (view.a) {\n% case 1:\n<p>\n% case 2:\n</p>\n% }"), leaves));
    EXPECT_REFUSED("<p>\n% return;\n</p>", "3", "a template runs from its first to its last line");
    EXPECT_REFUSED("% goto end;\n", "2", "no goto");
    EXPECT_EQ(refusal("% for (;;) {\n% if (view.a) continue;\n<p></p>\n% if (b) { break; }\n% }"),
              "none");
    EXPECT_EQ(refusal("% const auto f = [](int a) { return a; };\n<p></p>"), "none");
}

TEST(Htmlc, AComponentMayTakeABlockOfMarkup) {
    const auto code = compiled("% ui::page(out, view.page, [&] {\n<p>{{ view.a }}</p>\n% });\n");
    EXPECT_TRUE(says(code, "ui::page(out, view.page, [&] {\nout.markup(\"<p>\"); ")) << code;
    EXPECT_REFUSED("% ui::page(out, [&] {\n<p>\n% });\n</p>", "4", "the block of line 2");
}

TEST(Htmlc, IndentationIsDroppedWhereItIsNotSeen) {
    EXPECT_TRUE(says(compiled("  <p>\n    a b\n  </p>"),
                     "out.markup(\"<p>\\n\"\n\"a b\\n\"\n\"</p>\\n\"); "));
    EXPECT_TRUE(says(compiled("<pre>a\n\n  b</pre>"), "<pre>a\\n\"\n\"\\n\"\n\"  b</pre>\\n\""));
    EXPECT_TRUE(says(compiled("<textarea>\n  b</textarea>"), "\"  b</textarea>\\n\""));
    EXPECT_TRUE(says(compiled("<p title=\"a\n  b\"></p>"), "\"  b\\\"></p>\\n\""));
}

TEST(Htmlc, MarkupIsPrintedByteForByte) {
    EXPECT_TRUE(says(compiled("<p>\\ \"é\" ?\?= a\tb</p>\r\n"),
                     R"(out.markup("<p>\\ \"é\" \?\?= a\011b</p>\n"))"));
}

TEST(Htmlc, TheFirstLinesNameTheView) {
    for (const char* first :
         {"", "<p></p>\n", "%% View from \"a.hpp\"\n", "%% a::View\n", "%% a::View from a.hpp\n"}) {
        EXPECT_TRUE(says(refusal_of_all(first), "page.html:1: error: expected: %% gps")) << first;
    }
    EXPECT_REFUSED("%% incluse \"a/b.hpp\"\n", "2", "expected: %% include");
    EXPECT_REFUSED("<hr>\n%% include \"a/b.hpp\"\n", "3", "%% lines stand at the top");
}
