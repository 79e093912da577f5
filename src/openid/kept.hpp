#pragma once

#include "base/date.hpp"
#include "openid/doubt.hpp"

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <utility>

namespace gps::openid {

// What the provider says of itself, kept between sign-ins. One thread at a time asks, outside the
// lock; the others go on with what is known when it will do, or wait for the answer.
template <class T>
class Kept {
 public:
    static constexpr std::chrono::hours kYoung{1};      // asked again when it is older
    static constexpr std::chrono::hours kUsable{24};    // believed no longer, while nobody answers
    static constexpr std::chrono::minutes kBetween{1};  // two askings, when something is known

    using Known = std::shared_ptr<const T>;
    using Until = std::chrono::steady_clock::time_point;

    // nullptr when it must be asked for again.
    Known young(base::Instant now) const {
        const std::scoped_lock lock(mutex_);
        return is_within(now, read_at_, kYoung) ? known_ : nullptr;
    }

    // What is known, asked for through `ask` (a Believed<T>) when it is old or does not `suit`.
    // What suits may still be old, when nobody answers; what is returned may not suit, when it was
    // asked for a moment ago. Doubt: that of `ask`, when there is nothing to go on with.
    template <class Suits, class Ask>
    Believed<Known> get(base::Instant now, Until until, const Suits& suits, const Ask& ask) {
        std::unique_lock lock(mutex_);
        const auto will_do = [&] { return is_usable(now) && suits(*known_); };
        if (!settled_.wait_until(lock, until, [&] { return !is_asking_ || will_do(); }))
            return doubt(Doubt::Timeout);
        if (is_within(now, read_at_, kYoung) && will_do()) return known_;
        const bool was_asked = known_ && is_within(now, asked_at_, kBetween);
        if (is_asking_ || (was_asked && is_usable(now))) return known_;
        return renewed(lock, now, ask);
    }

 private:
    // Outside of it: also when the clock was set back.
    static bool is_within(base::Instant now, base::Instant since, std::chrono::microseconds span) {
        return since <= now && now < since.plus(span);
    }
    bool is_usable(base::Instant now) const { return known_ && is_within(now, read_at_, kUsable); }

    template <class Ask>
    Believed<Known> renewed(std::unique_lock<std::mutex>& lock, base::Instant now, const Ask& ask) {
        is_asking_ = true;
        asked_at_ = now;
        lock.unlock();
        const Settling settling(*this, lock);
        Believed<T> answer = ask();
        lock.lock();
        if (answer) {
            known_ = std::make_shared<const T>(std::move(*answer));
            read_at_ = now;
        } else if (!is_usable(now)) {
            return doubt(answer.error());
        }
        return known_;
    }

    // The end of an asking, an exception included.
    class Settling {
     public:
        Settling(Kept& of, std::unique_lock<std::mutex>& lock) : of_(of), lock_(lock) {}
        Settling(const Settling&) = delete;
        Settling& operator=(const Settling&) = delete;
        ~Settling() {
            if (!lock_.owns_lock()) lock_.lock();
            of_.is_asking_ = false;
            of_.settled_.notify_all();
        }

     private:
        Kept& of_;
        std::unique_lock<std::mutex>& lock_;
    };

    mutable std::mutex mutex_;
    std::condition_variable settled_;
    Known known_;
    base::Instant read_at_ = {};
    base::Instant asked_at_ = {};
    bool is_asking_ = false;
};

}  // namespace gps::openid
