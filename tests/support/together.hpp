#pragma once

#include <thread>
#include <vector>

namespace gps::tests {

// Runs act(0), act(1)… each in a thread of its own, at the same time, and waits for all of them.
template <class Act>
void together(int times, Act act) {
    std::vector<std::thread> threads;
    threads.reserve(static_cast<std::size_t>(times));
    for (int i = 0; i < times; ++i) threads.emplace_back([&act, i] { act(i); });
    for (auto& thread : threads) thread.join();
}

}  // namespace gps::tests
