#include "web/router.hpp"

#include <algorithm>
#include <stdexcept>

namespace gps::web {
namespace {

std::invalid_argument bad_pattern(std::string_view pattern, std::string_view why) {
    return std::invalid_argument("route " + std::string(pattern) + ": " + std::string(why));
}

bool is_name(std::string_view segment) {
    return segment.starts_with('{');
}

std::string_view name_in(std::string_view segment) {
    return segment.substr(1, segment.size() - 2);
}

// Takes the first segment off "/a/b": returns "a", leaves "/b".
std::string_view next_segment(std::string_view& path) {
    const std::size_t end = path.find('/', 1);
    const std::string_view segment = path.substr(1, end == std::string_view::npos ? end : end - 1);
    path = end == std::string_view::npos ? std::string_view{} : path.substr(end);
    return segment;
}

// The segments of a pattern; "/" has none.
std::vector<std::string_view> segments_of(std::string_view pattern) {
    std::vector<std::string_view> segments;
    if (pattern == "/") return segments;
    for (std::string_view rest = pattern; !rest.empty();) segments.push_back(next_segment(rest));
    return segments;
}

void require_well_formed(std::string_view pattern) {
    if (!pattern.starts_with('/')) throw bad_pattern(pattern, "must start with /");
    std::vector<std::string_view> names;
    for (const std::string_view segment : segments_of(pattern)) {
        if (segment.empty()) throw bad_pattern(pattern, "has an empty segment");
        const bool braced = is_name(segment) && segment.ends_with('}') && segment.size() > 2;
        const std::string_view inside = braced ? name_in(segment) : segment;
        if (inside.find_first_of("{}") != std::string_view::npos)
            throw bad_pattern(pattern, "a {name} is a whole segment");
        if (!braced) continue;
        if (std::find(names.begin(), names.end(), inside) != names.end())
            throw bad_pattern(pattern, "names two segments alike");
        names.push_back(inside);
    }
}

// True when some path fits both and neither is the more literal one, as for /a/{x}/c and /a/b/{y}.
bool are_ambiguous(std::string_view one, std::string_view other) {
    const auto a = segments_of(one);
    const auto b = segments_of(other);
    if (a.size() != b.size()) return false;
    bool a_more_literal = false;
    bool b_more_literal = false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (!is_name(a[i]) && !is_name(b[i]) && a[i] != b[i]) return false;
        a_more_literal |= !is_name(a[i]) && is_name(b[i]);
        b_more_literal |= is_name(a[i]) && !is_name(b[i]);
    }
    return a_more_literal && b_more_literal;
}

std::size_t slot(Method method) {
    return method == Method::Get ? 0 : 1;
}

}  // namespace

std::size_t Paths::child(std::size_t parent, std::string_view segment) {
    const std::size_t fresh = nodes_.size();
    Node& node = nodes_[parent];
    if (is_name(segment)) {
        if (node.any) return *node.any;
        node.any = fresh;
    } else {
        const auto [place, inserted] = node.literals.emplace(segment, fresh);
        if (!inserted) return place->second;
    }
    nodes_.emplace_back();
    return fresh;
}

void Paths::add(Method method, std::string_view pattern, std::size_t index) {
    require_well_formed(pattern);
    for (const std::string& other : patterns_) {
        if (are_ambiguous(pattern, other)) throw bad_pattern(pattern, "is ambiguous with " + other);
    }
    Target target{.pattern = std::string(pattern), .index = index};
    std::size_t at = 0;
    for (const std::string_view segment : segments_of(pattern)) {
        at = child(at, segment);
        if (is_name(segment)) target.names.emplace_back(name_in(segment));
    }
    std::optional<Target>& place = nodes_[at].targets[slot(method)];
    if (place) throw bad_pattern(pattern, "is there already, as " + place->pattern);
    place = std::move(target);
    patterns_.emplace_back(pattern);
}

// Literal segments first; a {name} when what follows the literal one leads nowhere.
const Paths::Node* Paths::find(const Node& from, std::string_view rest,
                               std::vector<std::string_view>& taken) const {
    if (rest.empty()) {
        const bool leads = from.targets[0].has_value() || from.targets[1].has_value();
        return leads ? &from : nullptr;
    }
    const std::string_view segment = next_segment(rest);
    if (segment.empty()) return nullptr;
    const auto literal = from.literals.find(segment);
    if (literal != from.literals.end()) {
        const Node* found = find(nodes_[literal->second], rest, taken);
        if (found != nullptr) return found;
    }
    if (!from.any) return nullptr;
    taken.push_back(segment);
    const Node* found = find(nodes_[*from.any], rest, taken);
    if (found == nullptr) taken.pop_back();
    return found;
}

Paths::Match Paths::match(Method method, std::string_view path) const {
    if (!path.starts_with('/')) return {};
    std::vector<std::string_view> taken;
    const Node* node = find(nodes_.front(), path == "/" ? std::string_view{} : path, taken);
    if (node == nullptr) return {};
    const std::optional<Target>& target = node->targets[slot(method)];
    if (!target)
        return {.outcome = Outcome::MethodNotAllowed,
                .allow = method == Method::Post ? "GET, HEAD" : "POST"};
    Match match{.outcome = Outcome::Found, .index = target->index, .pattern = target->pattern};
    for (std::size_t i = 0; i < taken.size(); ++i)
        match.in_path.emplace(target->names[i], taken[i]);
    return match;
}

}  // namespace gps::web
