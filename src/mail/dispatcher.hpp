#pragma once

#include "base/clock.hpp"
#include "db/database.hpp"
#include "mail/smtp.hpp"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <thread>

// Sends the outbox in the background, from the moment it is made until it is destroyed: the mail
// under way is then finished, the others wait for the next start. Each node has its own.
namespace gps::mail {

class Dispatcher {
 public:
    // `db` and `clock` outlive the dispatcher.
    Dispatcher(db::Database& db, const base::Clock& clock, SmtpSettings settings);
    Dispatcher(const Dispatcher&) = delete;
    Dispatcher& operator=(const Dispatcher&) = delete;
    ~Dispatcher() = default;

    // Something was queued and committed: look at once. From any thread.
    void notify();

 private:
    void run(const std::stop_token& stop);
    // Sends all that is due; says how long to wait before looking again.
    std::chrono::seconds send_all(const std::stop_token& stop);
    void forget_now_and_then();
    void wait(const std::stop_token& stop, std::chrono::seconds at_most);

    db::Database& db_;
    const base::Clock& clock_;
    SmtpClient client_;
    base::Instant forgot_at_ = {};
    std::mutex mutex_;
    std::condition_variable_any wake_;
    bool notified_ = false;
    std::jthread thread_;  // last: it uses all the others
};

}  // namespace gps::mail
