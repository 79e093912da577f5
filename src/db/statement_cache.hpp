#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

// What one connection prepared, found again by the address of the statement's text: those are
// constants of the program. The text is compared too, so that an address used twice does no harm.
namespace gps::db {

template <class Prepared>
class StatementCache {
 public:
    // `prepare` is called with the text when it is new here.
    template <class Prepare>
    Prepared& find_or(std::string_view text, Prepare&& prepare) {
        const auto found = entries_.find(text.data());
        if (found != entries_.end() && found->second.text == text) return found->second.prepared;
        if (entries_.size() >= kMost) entries_.clear();
        Prepared prepared = std::forward<Prepare>(prepare)(text);
        auto& entry = entries_[text.data()];
        entry = {.text = std::string(text), .prepared = std::move(prepared)};
        return entry.prepared;
    }

 private:
    // A program has fewer statements: reached only by texts made at run time.
    static constexpr std::size_t kMost = 1000;

    struct Entry {
        std::string text = {};
        Prepared prepared = {};
    };
    std::unordered_map<const char*, Entry> entries_;
};

}  // namespace gps::db
