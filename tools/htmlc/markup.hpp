#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

// Follows the state of HTML through a template, so that each hole gets the escaper of its place
// and no hole stands where no escaper is safe. Stricter than HTML: every attribute value is
// quoted, every tag is closed.
namespace gps::htmlc {

// What the author of the template has to correct.
struct Mistake : std::runtime_error {
    using std::runtime_error::runtime_error;
};

enum class Escaper { Text, Url, UrlPart };

class Markup {
 public:
    // Each of these throws a Mistake when what it reads may not stand here.
    void read(std::string_view markup);
    Escaper read_value();                                // {{ }}
    void read_conditional(std::string_view attributes);  // {{? | }}
    void check_control_line() const;
    void check_end() const;

    // In <pre>, <textarea>, attribute values, scripts and comments every space counts.
    [[nodiscard]] bool keeps_spaces() const;
    // Nothing has to be closed that was not open in the other one, and the other way round.
    [[nodiscard]] bool is_coherent_with(const Markup& other) const;
    // For messages: "inside <ul>", "at the top".
    [[nodiscard]] std::string describe() const;

 private:
    enum class Place {
        Text,
        TagOpening,
        TagName,
        BetweenAttributes,
        AttributeName,
        BeforeValue,
        Value,
        AfterValue,
        Slash,
        RawText,
        Declaration,
        Comment,
    };

    void step(char c);
    void in_text(char c);
    void in_tag_opening(char c);
    void in_tag_name(char c);
    void between_attributes(char c);
    void in_attribute_name(char c);
    void before_value(char c);
    void in_value(char c);
    void after_value(char c);
    void after_slash(char c);
    void in_raw_text(char c);
    void in_declaration(char c);
    void in_comment(char c);

    void leave_name(char c);
    void start_tag_ends();
    void end_tag_ends();
    [[nodiscard]] bool is_open(std::string_view name) const;
    [[nodiscard]] Escaper escaper_of_value() const;
    [[nodiscard]] Escaper escaper_in_url() const;
    void check_scheme() const;

    Place place_ = Place::Text;
    std::vector<std::string> open_;
    std::string tag_;
    bool is_end_tag_ = false;
    std::string attribute_;
    char quote_ = '"';
    std::string value_;  // of the attribute; a hole stands in it as kHole
    std::string tail_;   // of a comment, a declaration or raw text
};

}  // namespace gps::htmlc
