#include "sharing/coded.hpp"

#include <algorithm>

namespace gps::sharing {

bool is_in(Codes codes, std::string_view code) {
    return std::ranges::find(codes, code, &Coded::code) != codes.end();
}

std::string_view label_in(Codes codes, std::string_view code, std::string_view otherwise) {
    const auto found = std::ranges::find(codes, code, &Coded::code);
    return found == codes.end() ? otherwise : found->label;
}

std::int32_t bit_in(Codes codes, std::string_view code) {
    const auto found = std::ranges::find(codes, code, &Coded::code);
    return found == codes.end() ? 0 : std::int32_t{1} << (found - codes.begin());
}

std::vector<std::string_view> labels_in(Codes codes, std::int32_t chosen) {
    std::vector<std::string_view> labels;
    for (const auto& one : codes) {
        if ((chosen & bit_in(codes, one.code)) != 0) labels.push_back(one.label);
    }
    return labels;
}

}  // namespace gps::sharing
