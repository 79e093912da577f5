#pragma once

#include <cstddef>
#include <memory>

#include <sodium.h>

namespace gps::web {

// For the buffers that bodies pass through: what they held does not outlive them.
template <class T>
struct WipingAllocator {
    using value_type = T;

    WipingAllocator() = default;
    template <class Other>
    // NOLINTNEXTLINE(google-explicit-constructor): as containers expect
    WipingAllocator(const WipingAllocator<Other>& /*unused*/) {}

    T* allocate(std::size_t count) { return std::allocator<T>().allocate(count); }
    void deallocate(T* memory, std::size_t count) {
        sodium_memzero(memory, count * sizeof(T));
        std::allocator<T>().deallocate(memory, count);
    }
    bool operator==(const WipingAllocator& /*unused*/) const { return true; }
};

}  // namespace gps::web
