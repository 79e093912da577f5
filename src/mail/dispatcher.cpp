#include "mail/dispatcher.hpp"

#include "base/log.hpp"
#include "mail/usecases.hpp"

#include <csignal>
#include <exception>

namespace gps::mail {
namespace {

constexpr std::chrono::seconds kPoll{2};
// Mails queued together leave together, and none leaves while the request that queued it is being
// answered: how long that answer takes does not tell whether an address is known.
constexpr std::chrono::milliseconds kGather{150};
constexpr std::chrono::seconds kPauseAfterFailure{15};
constexpr std::chrono::hours kForgetEvery{1};

// Signals are for the thread that serves; a broken connection to the mail server is an error of
// that connection (SIGPIPE).
void block_signals() {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, nullptr);
}

}  // namespace

Dispatcher::Dispatcher(db::Database& db, const base::Clock& clock, SmtpSettings settings)
    : db_(db),
      clock_(clock),
      client_(std::move(settings)),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

void Dispatcher::notify() {
    {
        const std::lock_guard lock(mutex_);
        notified_ = true;
    }
    wake_.notify_one();
}

void Dispatcher::run(const std::stop_token& stop) {
    block_signals();
    while (!stop.stop_requested()) wait(stop, send_all(stop));
}

std::chrono::seconds Dispatcher::send_all(const std::stop_token& stop) {
    try {
        while (!stop.stop_requested() && send_next(db_, clock_, client_)) {
        }
        forget_now_and_then();
        return kPoll;
    } catch (const std::exception& failure) {
        // The mails wait in the database, which is most likely what failed.
        base::log_event(base::Level::Error, "mail.stalled", {{"what", failure.what()}});
        return kPauseAfterFailure;
    }
}

void Dispatcher::forget_now_and_then() {
    if (clock_.now() < forgot_at_.plus(kForgetEvery)) return;
    forget_old(db_, clock_);
    forgot_at_ = clock_.now();
}

void Dispatcher::wait(const std::stop_token& stop, std::chrono::seconds at_most) {
    std::unique_lock lock(mutex_);
    if (wake_.wait_for(lock, stop, at_most, [this] { return notified_; }))
        wake_.wait_for(lock, stop, kGather, [] { return false; });
    notified_ = false;
}

}  // namespace gps::mail
