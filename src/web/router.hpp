#pragma once

#include "web/http.hpp"

#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Which route a path takes. Paths are patterns such as "/personnes/{personne}/intervenants":
// {name} stands for one segment, never empty. The route with the most literal segments wins; two
// routes that a same path could take without one being the more literal are refused at start-up.
namespace gps::web {

class Paths {
 public:
    enum class Outcome { Found, NotFound, MethodNotAllowed };

    struct Match {
        Outcome outcome = Outcome::NotFound;
        std::size_t index = 0;          // as given to add(), when found
        std::string_view pattern = {};  // when found
        std::string_view allow = {};    // for the Allow header, when the method is not allowed
        std::map<std::string, std::string, std::less<>> in_path = {};
    };

    // `index` is the caller's. Throws std::invalid_argument when the pattern is malformed, a
    // duplicate or ambiguous with another one.
    void add(Method method, std::string_view pattern, std::size_t index);

    // `path` is decoded, as in Request::path: the server refuses an encoded "/".
    Match match(Method method, std::string_view path) const;

 private:
    struct Target {
        std::string pattern = {};
        std::size_t index = 0;
        std::vector<std::string> names = {};  // of the {name} segments, in order
    };
    struct Node {
        std::map<std::string, std::size_t, std::less<>> literals = {};
        std::optional<std::size_t> any = {};                // the node after a {name}
        std::array<std::optional<Target>, 2> targets = {};  // by method
    };

    std::size_t child(std::size_t parent, std::string_view segment);
    const Node* find(const Node& from, std::string_view rest,
                     std::vector<std::string_view>& taken) const;

    std::vector<Node> nodes_ = std::vector<Node>(1);
    std::vector<std::string> patterns_;
};

}  // namespace gps::web
