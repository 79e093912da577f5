#pragma once

#include "base/result.hpp"

#include <string>
#include <string_view>

// What identifies or reaches someone besides a name. Each is parsed at the edge and trusted inside;
// a default-constructed one is "none" and empty().
namespace gps::people {

// An e-mail address in its normal form: trimmed, all in lower case. ASCII only: an accent in an
// address is a slip of the pen, and a domain with accents can be typed in its xn-- form.
class Email {
 public:
    Email() = default;
    static base::Result<Email> parse(std::string_view typed);

    const std::string& text() const { return text_; }
    bool empty() const { return text_.empty(); }
    auto operator<=>(const Email&) const = default;

 private:
    explicit Email(std::string text) : text_(std::move(text)) {}

    std::string text_;
};

// A telephone number in E.164. "06…", "+33 6…" and "0033 6…" are the same number; 0262 to 0697
// belong to the codes of La Réunion, Mayotte, Guadeloupe, Guyane and Martinique. Short numbers
// (3949, 115) are not kept: they name nobody.
class Phone {
 public:
    Phone() = default;
    static base::Result<Phone> parse(std::string_view typed);

    // "+33612345678".
    const std::string& e164() const { return e164_; }
    // As dialled in France, "06 12 34 56 78"; a foreign number is as in e164().
    std::string national() const;
    bool empty() const { return e164_.empty(); }
    auto operator<=>(const Phone&) const = default;

 private:
    explicit Phone(std::string e164) : e164_(std::move(e164)) {}

    std::string e164_;
};

// An establishment's number in the Sirene register: 14 digits, the Luhn sum right; those of La
// Poste may follow its own sum instead.
class Siret {
 public:
    Siret() = default;
    static base::Result<Siret> parse(std::string_view typed);

    const std::string& text() const { return digits_; }
    std::string_view siren() const { return std::string_view(digits_).substr(0, 9); }
    bool empty() const { return digits_.empty(); }
    auto operator<=>(const Siret&) const = default;

 private:
    explicit Siret(std::string digits) : digits_(std::move(digits)) {}

    std::string digits_;
};

inline std::string to_sql(const Email& email) {
    return email.text();
}

inline std::string to_sql(const Phone& phone) {
    return phone.e164();
}

inline std::string to_sql(const Siret& siret) {
    return siret.text();
}

}  // namespace gps::people
