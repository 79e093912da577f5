#include "settings/settings.hpp"

#include <algorithm>
#include <cctype>
#include <optional>

#include <fmt/format.h>
#include <toml.hpp>

// Where the values of the settings come from. The only place that knows TOML.
namespace gps::settings {
namespace {

constexpr std::string_view kPrefix = "GPS_";

bool is_known(std::string_view name) {
    return std::ranges::find(setting_lines(), name, &SettingLine::name) != setting_lines().end();
}

// Of the tests, or read before the settings.
bool is_elsewhere(std::string_view name) {
    return name.starts_with("GPS_TEST_") || name == "GPS_SHARED_DATA" ||
           name == "GPS_STATEMENT_COVERAGE" || name == "GPS_CONFIG";
}

std::string name_of(const std::string& key) {
    std::string name(kPrefix);
    std::ranges::transform(key, std::back_inserter(name), [](char c) {
        return static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    });
    return name;
}

bool is_lower_case(const std::string& key) {
    return std::ranges::none_of(key, [](char c) { return c >= 'A' && c <= 'Z'; });
}

// A list is given to the settings as the environment writes it: apart by commas.
std::optional<std::string> text_of(const toml::value& value) {
    if (value.is_string()) return value.as_string().str;
    if (value.is_integer()) return std::to_string(value.as_integer());
    if (!value.is_array()) return std::nullopt;
    std::string list;
    for (const auto& item : value.as_array()) {
        if (!item.is_string()) return std::nullopt;
        list += (list.empty() ? "" : ",") + item.as_string().str;
    }
    return list;
}

toml::value parse(const std::filesystem::path& path) {
    try {
        return toml::parse(path.string());
    } catch (const toml::exception& error) {
        throw SettingsError(fmt::format("{} is not a TOML file: {}", path.string(), error.what()));
    } catch (const std::exception&) {
        throw SettingsError(fmt::format("{} cannot be read.", path.string()));
    }
}

}  // namespace

Values from_environment(std::span<const char* const> variables) {
    Values values;
    std::string unknown;
    for (const std::string_view variable : variables) {
        if (!variable.starts_with(kPrefix)) continue;
        const auto equals = std::min(variable.find('='), variable.size());
        const auto name = variable.substr(0, equals);
        if (is_elsewhere(name)) continue;
        if (is_known(name)) {
            values[std::string(name)] = variable.substr(std::min(equals + 1, variable.size()));
        } else {
            unknown += fmt::format("{}{} is no setting; `gps settings` prints them all.",
                                   unknown.empty() ? "" : "\n", name);
        }
    }
    if (!unknown.empty()) throw SettingsError(unknown);
    return values;
}

Values from_file(const std::filesystem::path& path) {
    Values values;
    const auto file = parse(path);
    for (const auto& [key, value] : file.as_table()) {
        const auto name = name_of(key);
        if (!is_known(name) || !is_lower_case(key)) {
            throw SettingsError(fmt::format("{}: {} is no setting; `gps settings` prints them all.",
                                            path.string(), key));
        }
        const auto text = text_of(value);
        if (!text) {
            throw SettingsError(fmt::format(
                "{}: {} must be a text, a whole number or a list of texts.", path.string(), key));
        }
        values[name] = *text;
    }
    return values;
}

}  // namespace gps::settings
