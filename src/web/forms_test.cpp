#include "web/forms.hpp"

#include <gtest/gtest.h>

namespace gps::web {
namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

TEST(Forms, FieldsAreReadInOrder) {
    const std::vector<std::pair<std::string_view, Fields>> cases = {
        {"", {}},
        {"a=1", {{"a", "1"}}},
        {"a=1&b=2&a=3", {{"a", "1"}, {"b", "2"}, {"a", "3"}}},
        {"a", {{"a", ""}}},
        {"a=", {{"a", ""}}},
        {"a=b=c", {{"a", "b=c"}}},
        {"&&a=1&", {{"a", "1"}}},
        {"nom=Zo%C3%A9+Le%20Goff", {{"nom", "Zoé Le Goff"}}},
        {"a=%2B%26%3D%25", {{"a", "+&=%"}}},
        {"a=ligne%0D%0Asuite%09fin", {{"a", "ligne\r\nsuite\tfin"}}},
        {"%61=%e2%82%ac", {{"a", "€"}}},
        {"a=\xC3\xA9", {{"a", "é"}}},
    };
    for (const auto& [text, fields] : cases) {
        const auto form = parse_urlencoded(text);
        ASSERT_TRUE(form) << text;
        EXPECT_EQ(form->fields(), fields) << text;
    }
}

TEST(Forms, AMalformedFormIsRefusedWhole) {
    for (const std::string_view text :
         {"a=%", "a=%4", "a=%zz", "a=%4g", "%", "ok=1&a=%-1", "a=%00", "a=%01", "a=%1F", "a=%0B",
          "%00=a", "a=%FF", "a=%C3", "a=%C0%AF", "a=%ED%A0%80", "a=\xFF", "a=%F4%90%80%80"}) {
        EXPECT_FALSE(parse_urlencoded(text)) << text;
    }
}

TEST(Forms, ASecretFieldIsReadByItsNameAndStandsNowhereElse) {
    const auto form = parse_urlencoded("nom=Durand&secret_nir=1+64&secret=no&secret_nir=2");
    ASSERT_TRUE(form);
    EXPECT_EQ(form->fields(), (Fields{{"nom", "Durand"}, {"secret", "no"}}));
    EXPECT_EQ(form->secret("secret_nir"), "1 64");
    EXPECT_EQ(form->secret("nom"), "") << "only what is named so";
    EXPECT_EQ(form->get("secret_nir"), "");
    EXPECT_FALSE(form->has("secret_nir"));
    EXPECT_TRUE(form->all("secret_nir").empty());
    Form copy;
    copy = *form;
    EXPECT_EQ(copy.secret("secret_nir"), "1 64");
    EXPECT_EQ(copy.fields(), form->fields());
}

TEST(Forms, AFormHasAtMostTwoHundredFields) {
    std::string text;
    for (int i = 0; i < 200; ++i) text += "a=1&";
    EXPECT_TRUE(parse_urlencoded(text));
    EXPECT_FALSE(parse_urlencoded(text + "a=1"));
}

TEST(Forms, AFieldIsFoundByItsName) {
    const Form form({{"a", "1"}, {"b", ""}, {"a", "2"}});
    EXPECT_EQ(form.get("a"), "1");
    EXPECT_EQ(form.get("absent"), "");
    EXPECT_TRUE(form.has("b"));
    EXPECT_FALSE(form.has("absent"));
    EXPECT_EQ(form.all("a"), (std::vector<std::string_view>{"1", "2"}));
}

TEST(Forms, ACookieIsFoundByItsWholeName) {
    struct Case {
        std::string_view header = {};
        std::string_view name = {};
        std::optional<std::string> value = {};
    };
    const std::vector<Case> cases = {
        {"a=1", "a", "1"},           {"a=1; b=2", "b", "2"},       {"a=1;b=2", "b", "2"},
        {" a = 1 ", "a", "1"},       {"a=x=y==", "a", "x=y=="},    {"a=1; a=2", "a", "1"},
        {"ab=1", "b", std::nullopt}, {"xa=1", "a", std::nullopt},  {"a", "a", std::nullopt},
        {"", "a", std::nullopt},     {";;;=;", "a", std::nullopt}, {"A=1", "a", std::nullopt},
    };
    for (const Case& c : cases) EXPECT_EQ(cookie_in(c.header, c.name), c.value) << c.header;
}

TEST(Forms, AnAddressCarriesAnyValue) {
    const std::string address = with_query("/personnes", {{"q", "é &=#?"}, {"page", "2"}});
    EXPECT_EQ(address, "/personnes?q=%C3%A9%20%26%3D%23%3F&page=2");
    EXPECT_EQ(with_query("/a?b=1", {{"c", "2"}}), "/a?b=1&c=2");
    EXPECT_EQ(with_query("/a", {}), "/a");
    const auto read_back = parse_urlencoded(address.substr(address.find('?') + 1));
    ASSERT_TRUE(read_back);
    EXPECT_EQ(read_back->get("q"), "é &=#?");
}

}  // namespace
}  // namespace gps::web
