#include "htmlc/markup.hpp"

#include <algorithm>
#include <array>

namespace gps::htmlc {
namespace {

constexpr char kHole = '\1';

constexpr std::array<std::string_view, 13> kVoidElements{
    "area",  "base", "br",   "col",    "embed", "hr", "img",
    "input", "link", "meta", "source", "track", "wbr"};

constexpr std::array<std::string_view, 2> kRawText{"script", "style"};

// Their content is text only; a tag there is printed, not opened.
constexpr std::array<std::string_view, 2> kTextOnly{"textarea", "title"};

constexpr std::array<std::string_view, 8> kUrlAttributes{"href",   "src",  "action", "formaction",
                                                         "poster", "cite", "data",   "xlink:href"};

// Their values are programs, styles, documents or lists of URLs: no escaper makes a value safe.
constexpr std::array<std::string_view, 10> kNeverHoles{
    "style", "srcdoc", "srcset", "imagesrcset", "ping", "archive", "from", "to", "values", "by"};

constexpr std::array<std::string_view, 4> kSchemes{"http", "https", "mailto", "tel"};

bool among(const auto& names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

char lower_case(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_letter(char c) {
    return lower_case(c) >= 'a' && lower_case(c) <= 'z';
}

bool is_tag_character(char c) {
    return is_letter(c) || (c >= '0' && c <= '9') || c == '-';
}

std::string angled(std::string_view tag) {
    return "<" + std::string(tag) + ">";
}

}  // namespace

void Markup::read(std::string_view markup) {
    for (const char c : markup) step(c);
}

Escaper Markup::read_value() {
    switch (place_) {
        case Place::Text:
            return Escaper::Text;
        case Place::Value: {
            const auto escaper = escaper_of_value();
            value_ += kHole;
            return escaper;
        }
        case Place::RawText:
            throw Mistake("no value inside " + angled(open_.back()));
        case Place::Comment:
        case Place::Declaration:
            throw Mistake("no value inside a comment: write '% // ...' for a note");
        case Place::BeforeValue:
            throw Mistake("an attribute value is quoted: " + attribute_ + "=\"{{ ... }}\"");
        case Place::TagOpening:
        case Place::TagName:
        case Place::BetweenAttributes:
        case Place::AttributeName:
        case Place::AfterValue:
        case Place::Slash:
            break;
    }
    throw Mistake("no value in a tag outside quotes: write {{? condition | attribute }}");
}

void Markup::read_conditional(std::string_view attributes) {
    const bool may_stand_here = place_ == Place::BetweenAttributes || place_ == Place::AfterValue ||
                                place_ == Place::TagName;
    if (!may_stand_here || is_end_tag_) {
        throw Mistake("{{? condition | attribute }} stands between the attributes of a tag");
    }
    place_ = Place::BetweenAttributes;
    read(attributes);
    if (place_ == Place::AttributeName) leave_name(' ');
    if (place_ != Place::AfterValue && place_ != Place::BetweenAttributes) {
        throw Mistake("{{? condition | ... }} prints whole attributes");
    }
    place_ = Place::AfterValue;
}

void Markup::check_control_line() const {
    if (place_ == Place::Text || place_ == Place::BetweenAttributes) return;
    throw Mistake("a % line stands in text or between the attributes of a tag");
}

void Markup::check_end() const {
    if (place_ != Place::Text) throw Mistake("the template ends inside a tag or a comment");
    if (!open_.empty()) throw Mistake(angled(open_.back()) + " is never closed");
}

bool Markup::keeps_spaces() const {
    return place_ == Place::Value || place_ == Place::RawText || place_ == Place::Comment ||
           is_open("pre") || is_open("textarea");
}

bool Markup::is_coherent_with(const Markup& other) const {
    if (place_ != other.place_ || open_ != other.open_) return false;
    return place_ == Place::Text || (tag_ == other.tag_ && is_end_tag_ == other.is_end_tag_);
}

std::string Markup::describe() const {
    if (place_ != Place::Text) return "in the tag " + angled(tag_);
    return open_.empty() ? "outside of all tags" : "inside " + angled(open_.back());
}

void Markup::step(char c) {
    switch (place_) {
        case Place::Text:
            return in_text(c);
        case Place::TagOpening:
            return in_tag_opening(c);
        case Place::TagName:
            return in_tag_name(c);
        case Place::BetweenAttributes:
            return between_attributes(c);
        case Place::AttributeName:
            return in_attribute_name(c);
        case Place::BeforeValue:
            return before_value(c);
        case Place::Value:
            return in_value(c);
        case Place::AfterValue:
            return after_value(c);
        case Place::Slash:
            return after_slash(c);
        case Place::RawText:
            return in_raw_text(c);
        case Place::Declaration:
            return in_declaration(c);
        case Place::Comment:
            return in_comment(c);
    }
}

void Markup::in_text(char c) {
    if (c != '<') return;
    place_ = Place::TagOpening;
    tag_.clear();
    is_end_tag_ = false;
}

void Markup::in_tag_opening(char c) {
    if (c == '/' && !is_end_tag_) {
        is_end_tag_ = true;
    } else if (c == '!' && !is_end_tag_) {
        place_ = Place::Declaration;
        tail_.clear();
    } else if (is_letter(c)) {
        place_ = Place::TagName;
        tag_ = lower_case(c);
    } else {
        throw Mistake("'<' in text is written &lt;");
    }
}

void Markup::in_tag_name(char c) {
    if (is_tag_character(c)) {
        tag_ += lower_case(c);
    } else {
        leave_name(c);
    }
}

void Markup::between_attributes(char c) {
    if (is_space(c) || c == '>' || c == '/') return leave_name(c);
    if (is_end_tag_) throw Mistake("</" + tag_ + "> has no attributes");
    if (!is_letter(c)) throw Mistake("an attribute is written name=\"value\", without spaces");
    place_ = Place::AttributeName;
    attribute_ = lower_case(c);
}

void Markup::in_attribute_name(char c) {
    if (c == '=') {
        place_ = Place::BeforeValue;
    } else if (is_tag_character(c) || c == ':' || c == '_' || c == '.') {
        attribute_ += lower_case(c);
    } else {
        leave_name(c);
    }
}

// A space, the end of the tag or its "/": what may follow a name or a value.
void Markup::leave_name(char c) {
    if (is_space(c)) {
        place_ = Place::BetweenAttributes;
    } else if (c == '/') {
        place_ = Place::Slash;
    } else if (c != '>') {
        throw Mistake(std::string("unexpected '") + c + "' in " + angled(tag_));
    } else if (is_end_tag_) {
        end_tag_ends();
    } else {
        start_tag_ends();
    }
}

void Markup::before_value(char c) {
    if (c != '"' && c != '\'') throw Mistake("the value of " + attribute_ + " is not quoted");
    if (attribute_ == "http-equiv") throw Mistake("http-equiv: the server sends headers itself");
    place_ = Place::Value;
    quote_ = c;
    value_.clear();
}

void Markup::in_value(char c) {
    if (c != quote_) {
        value_ += c;
        return;
    }
    if (among(kUrlAttributes, attribute_)) check_scheme();
    place_ = Place::AfterValue;
}

void Markup::after_value(char c) {
    if (!is_space(c) && c != '>' && c != '/') throw Mistake("a space between two attributes");
    leave_name(c);
}

// Outside of <svg> and <math>, HTML ignores the "/" of <div/>, and the tag stays open.
void Markup::after_slash(char c) {
    if (c != '>' || is_end_tag_) throw Mistake("unexpected '/' in " + angled(tag_));
    if (!among(kVoidElements, tag_) && !is_open("svg") && !is_open("math")) {
        throw Mistake("<" + tag_ + "/> does not close itself: write </" + tag_ + ">");
    }
    place_ = Place::Text;
}

void Markup::in_raw_text(char c) {
    tail_ += lower_case(c);
    if (!tail_.ends_with("</" + open_.back() + ">")) return;
    open_.pop_back();
    place_ = Place::Text;
}

void Markup::in_declaration(char c) {
    tail_ += c;
    if (tail_ == "--") {
        place_ = Place::Comment;
        tail_.clear();
    } else if (c == '>') {
        place_ = Place::Text;
    }
}

void Markup::in_comment(char c) {
    tail_ += c;
    if (tail_.ends_with("-->")) place_ = Place::Text;
}

void Markup::start_tag_ends() {
    place_ = Place::Text;
    if (!open_.empty() && among(kTextOnly, open_.back())) {
        throw Mistake("no tag inside " + angled(open_.back()));
    }
    if (among(kVoidElements, tag_)) return;
    open_.push_back(tag_);
    if (!among(kRawText, tag_)) return;
    place_ = Place::RawText;
    tail_.clear();
}

void Markup::end_tag_ends() {
    place_ = Place::Text;
    if (open_.empty()) throw Mistake("</" + tag_ + "> closes nothing");
    if (open_.back() != tag_) {
        throw Mistake("</" + tag_ + "> where </" + open_.back() + "> is expected");
    }
    open_.pop_back();
}

bool Markup::is_open(std::string_view name) const {
    return among(open_, name);
}

Escaper Markup::escaper_of_value() const {
    if (attribute_.starts_with("on") || among(kNeverHoles, attribute_)) {
        throw Mistake("no value is safe in the attribute " + attribute_);
    }
    return among(kUrlAttributes, attribute_) ? escaper_in_url() : Escaper::Text;
}

Escaper Markup::escaper_in_url() const {
    if (std::ranges::all_of(value_, is_space)) return Escaper::Url;
    // An empty first segment would make "//other.site/" of what follows.
    if (value_ == "/") throw Mistake("the first segment of a path is written, not a value");
    check_scheme();
    return Escaper::UrlPart;
}

// What comes before the first ':' is a scheme, unless a '/', '?' or '#' stands before.
void Markup::check_scheme() const {
    const auto colon = value_.find(':');
    if (colon == std::string::npos || value_.find_first_of("/?#") < colon) return;
    std::string scheme = value_.substr(0, colon);
    std::ranges::transform(scheme, scheme.begin(), lower_case);
    if (!among(kSchemes, scheme)) {
        throw Mistake("the URL in " + attribute_ + " is a path, http, https, mailto or tel");
    }
}

}  // namespace gps::htmlc
