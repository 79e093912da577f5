#pragma once

#include "access/route.hpp"
#include "ui/components.hpp"

#include <optional>
#include <string>

// The form that someone sent after their session had ended: kept for them, sealed, until they have
// signed in again. It changes nothing by itself: they send it again, or leave it.
namespace gps::access {

constexpr std::chrono::hours kDraftLife{1};

// Keeps the form of a request without session, for who had this session and from this browser:
// false when it was no form of ours, or when that session was closed on purpose.
bool keep_draft(const Visit& visit, std::string_view session, std::string_view browser);

// Hands the draft of this browser to the session that now opens, if it is of the same
// professional: the structure it was typed for. It is nobody else's.
std::optional<structures::StructureId> claim_draft(const House& house, db::Transaction& tx,
                                                   people::ProfessionalId professional,
                                                   std::string_view browser,
                                                   std::string_view session);

// What the viewer was sending, when they act for the structure it was typed for.
std::optional<ui::SendAgain> draft(const Visit& visit);

}  // namespace gps::access
