#pragma once

#include "db/database.hpp"
#include "structures/model.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// For this room's stores: many rows as one parameter, in the form that both engines' json_each()
// takes apart: {"0": {"name": "…"}, "1": …}. Read a cell with `item.value ->> 'name'`, as a text.
namespace gps::structures::store {

class JsonRows {
 public:
    void add_row();
    void add(std::string_view name, std::string_view text);
    void add(std::string_view name, std::int64_t number);
    void add(std::string_view name, double number);

    bool empty() const { return count_ == 0; }
    std::string text() const { return json_ + (count_ == 0 ? "{}" : "}}"); }

 private:
    void add_name(std::string_view name);

    std::string json_;
    std::size_t count_ = 0;
    bool row_is_empty_ = true;
};

std::string_view code(State state);
std::string_view code(Closing why);
Closing closing(std::string_view code);
std::string_view code(Likeness why);

}  // namespace gps::structures::store
