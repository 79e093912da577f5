#pragma once

#include "base/result.hpp"
#include "ui/components.hpp"

#include <string>
#include <string_view>

namespace gps::ui {

// What is wrong with a form, a message a field.
class Mistakes {
 public:
    void add(const base::Error& error);
    void add(std::string_view field, std::string_view message_key);
    bool empty() const { return summary_.errors.empty(); }
    std::string on(std::string_view field) const;  // "" when nothing is
    const ui::ErrorSummary& summary() const { return summary_; }

 private:
    ui::ErrorSummary summary_ = {};
};

}  // namespace gps::ui
