#include "web/http.hpp"

#include "web/fields.hpp"
#include "web/forms.hpp"

#include <algorithm>
#include <stdexcept>

#include <sodium.h>

namespace gps::web {
namespace {

void wipe(Form::Fields& fields) {
    for (auto& [name, value] : fields) sodium_memzero(value.data(), value.size());
}

}  // namespace

// Copied into their places, then wiped: a short text that is moved leaves its bytes behind.
Form::Form(Fields fields) {
    const auto is_secret = [](const auto& field) { return field.first.starts_with(kSecretPrefix); };
    if (std::none_of(fields.begin(), fields.end(), is_secret)) {
        fields_.swap(fields);
        return;
    }
    fields_.reserve(fields.size());
    secrets_.reserve(fields.size());
    for (const auto& field : fields) (is_secret(field) ? secrets_ : fields_).push_back(field);
    wipe(fields);
}

Form& Form::operator=(Form other) noexcept {
    fields_.swap(other.fields_);
    secrets_.swap(other.secrets_);
    return *this;
}

Form::~Form() {
    wipe(fields_);
    wipe(secrets_);
}

std::string_view Form::secret(std::string_view name) const {
    for (const auto& [field, value] : secrets_) {
        if (field == name) return value;
    }
    return {};
}

std::string_view Form::get(std::string_view name) const {
    for (const auto& [field, value] : fields_) {
        if (field == name) return value;
    }
    return {};
}

bool Form::has(std::string_view name) const {
    return std::any_of(fields_.begin(), fields_.end(),
                       [name](const auto& field) { return field.first == name; });
}

std::vector<std::string_view> Form::all(std::string_view name) const {
    std::vector<std::string_view> values;
    for (const auto& [field, value] : fields_) {
        if (field == name) values.emplace_back(value);
    }
    return values;
}

std::string_view Request::header(std::string_view name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? std::string_view{} : std::string_view(found->second);
}

std::string_view Request::param(std::string_view name) const {
    const auto found = in_path.find(name);
    return found == in_path.end() ? std::string_view{} : std::string_view(found->second);
}

std::optional<std::string> Request::cookie(std::string_view name) const {
    return cookie_in(header("cookie"), name);
}

Response Response::html(std::string body, int status) {
    Response response;
    response.status = status;
    response.body = std::move(body);
    response.set("Content-Type", "text/html; charset=utf-8");
    return response;
}

Response Response::see_other(std::string location) {
    Response response;
    response.status = 303;
    response.set("Location", std::move(location));
    return response;
}

Response& Response::set(std::string name, std::string value) {
    if (!is_token(name)) throw std::invalid_argument("header name");
    if (!is_field_value(value)) throw std::invalid_argument("value of header " + name);
    headers.emplace_back(std::move(name), std::move(value));
    return *this;
}

bool Response::has(std::string_view name) const {
    return std::any_of(headers.begin(), headers.end(),
                       [name](const auto& field) { return same_letters(field.first, name); });
}

std::string_view Response::header(std::string_view name) const {
    for (const auto& [field, value] : headers) {
        if (same_letters(field, name)) return value;
    }
    return {};
}

}  // namespace gps::web
