#pragma once

#include "access/viewer.hpp"
#include "base/date.hpp"

#include <chrono>
#include <string>

// Signing in by a code received by e-mail, and what a session is.
namespace gps::access {

// Durations and limits, by security.md rows 17, 18 and 20 (ADR 0009).
constexpr unsigned kCodeBits = 50;
constexpr unsigned kBrowserBits = 128;
constexpr std::chrono::minutes kCodeLife{10};
constexpr int kCodeAttempts = 5;
constexpr std::chrono::minutes kSessionIdle{30};
constexpr std::chrono::hours kSessionLife{12};
constexpr std::chrono::minutes kSessionTouch{1};

// What opened a session.
enum class OpenedBy { Code, ProConnect, Persona };

// What a way of signing in proves, and so what its session may do.
struct Proof {
    OpenedBy by = OpenedBy::Code;
    Strength strength = Strength::Reduced;
    bool may_enrol = false;
};

// A session as its owner sees it in the list of their sessions.
struct Session {
    base::PublicId public_id = {};
    std::string device = {};  // "Firefox sur Windows"
    base::Instant created_at = {};
    base::Instant last_seen_at = {};
    bool is_current = false;
    Strength strength = Strength::Reduced;
};

// A structure among those a professional may act for.
struct Choice {
    base::PublicId public_id = {};
    std::string name = {};
    std::string kind = {};
    std::string city = {};
};

}  // namespace gps::access
