#include "audit/acts.hpp"

#include <algorithm>
#include <array>

namespace gps::audit {
namespace {

// In the order of the enumeration: an act is found by its number.
constexpr std::array kActs{
    ActLine{Act::SignIn, "sign_in", "Connexion", Activity::None},
    ActLine{Act::SignOut, "sign_out", "Déconnexion", Activity::None},
    ActLine{Act::RevokeSession, "revoke_session", "Fermeture d’une session", Activity::None},
    ActLine{Act::SwitchStructure, "switch_structure", "Changement de structure", Activity::None},
    ActLine{Act::StrengthenSession, "strengthen_session", "Renforcement d’une session",
            Activity::None},
    ActLine{Act::AddFactor, "add_factor", "Ajout d’un moyen de double authentification",
            Activity::None},
    ActLine{Act::RemoveFactor, "remove_factor", "Retrait d’un moyen de double authentification",
            Activity::None},
    ActLine{Act::GiveFactorLink, "give_factor_link", "Envoi d’un lien de double authentification",
            Activity::None},
    ActLine{Act::UseFactorLink, "use_factor_link",
            "Utilisation d’un lien de double authentification", Activity::None},
    ActLine{Act::LinkIdentity, "link_identity", "Liaison d’une identité ProConnect",
            Activity::None},
    ActLine{Act::DetachIdentity, "detach_identity", "Retrait d’une identité ProConnect",
            Activity::None},
    ActLine{Act::InviteMember, "invite_member", "Invitation d’un membre", Activity::None},
    ActLine{Act::CancelInvitation, "cancel_invitation", "Annulation d’une invitation",
            Activity::None},
    ActLine{Act::AcceptInvitation, "accept_invitation", "Acceptation d’une invitation",
            Activity::None},
    ActLine{Act::AskMembership, "ask_membership", "Demande d’adhésion à une structure",
            Activity::None},
    ActLine{Act::CancelMembershipRequest, "cancel_membership_request",
            "Annulation d’une demande d’adhésion", Activity::None},
    ActLine{Act::AcceptMembership, "accept_membership", "Acceptation d’une demande d’adhésion",
            Activity::None},
    ActLine{Act::RefuseMembership, "refuse_membership", "Refus d’une demande d’adhésion",
            Activity::None},
    ActLine{Act::NameRole, "name_role", "Changement du rôle d’un membre", Activity::None},
    ActLine{Act::RecordDeparture, "record_departure", "Départ d’un membre", Activity::None},
    ActLine{Act::CreateStructure, "create_structure", "Création d’une structure", Activity::None},
    ActLine{Act::CorrectStructure, "correct_structure", "Correction d’une structure",
            Activity::None},
    ActLine{Act::SuspendStructure, "suspend_structure", "Suspension d’une structure",
            Activity::None},
    ActLine{Act::CloseStructure, "close_structure", "Fermeture d’une structure", Activity::None},
    ActLine{Act::ReopenStructure, "reopen_structure", "Réouverture d’une structure",
            Activity::None},
    ActLine{Act::Habilitate, "habilitate", "Habilitation d’une structure", Activity::None},
    ActLine{Act::BeginHabilitation, "begin_habilitation", "Début d’une habilitation",
            Activity::None},
    ActLine{Act::WithdrawHabilitation, "withdraw_habilitation", "Retrait d’une habilitation",
            Activity::None},
    ActLine{Act::EndHabilitation, "end_habilitation", "Fin d’une habilitation", Activity::None},
    ActLine{Act::KeepApart, "keep_apart", "Écart d’un doublon probable de structures",
            Activity::None},
    ActLine{Act::AskMerge, "ask_merge", "Demande de réunir deux structures", Activity::None},
    ActLine{Act::ConfirmMerge, "confirm_merge", "Réunion de deux structures confirmée",
            Activity::None},
    ActLine{Act::RefuseMerge, "refuse_merge", "Réunion de deux structures refusée", Activity::None},
    ActLine{Act::FinishMerge, "finish_merge", "Fin de la réunion de deux structures",
            Activity::None},
    ActLine{Act::ReadFile, "read_file", "Consultation de la fiche", Activity::View},
    ActLine{Act::RevealContact, "reveal_contact", "Consultation des coordonnées d’un intervenant",
            Activity::View},
    ActLine{Act::RecordAgreement, "record_agreement", "Accord de la personne enregistré",
            Activity::Create},
    ActLine{Act::RevokeAgreement, "revoke_agreement", "Accord de la personne retiré",
            Activity::None},
    ActLine{Act::FreezeAccount, "freeze_account", "Suspension d’un compte", Activity::None},
    ActLine{Act::LiftFreeze, "lift_freeze", "Fin de la suspension d’un compte", Activity::None},
    ActLine{Act::MeetCanary, "meet_canary", "Rencontre d’une personne inventée", Activity::None},
    ActLine{Act::SearchColleagues, "search_colleagues",
            "Recherche parmi les personnes suivies par la structure", Activity::None},
    ActLine{Act::SearchExact, "search_exact", "Recherche par identité exacte", Activity::None},
    ActLine{Act::CreatePerson, "create_person", "Création de la fiche", Activity::Create},
    ActLine{Act::Follow, "follow", "Début d’une intervention", Activity::Create},
    ActLine{Act::Resume, "resume", "Reprise d’une intervention", Activity::Create},
    ActLine{Act::EditContribution, "edit_contribution", "Modification d’une intervention",
            Activity::Create},
    ActLine{Act::EndContribution, "end_contribution", "Fin d’une intervention", Activity::Create},
    ActLine{Act::Ask, "ask", "Demande de suivi", Activity::Create},
    ActLine{Act::CancelRequest, "cancel_request", "Annulation d’une demande de suivi",
            Activity::Create},
    ActLine{Act::AcceptRequest, "accept_request", "Acceptation d’une demande de suivi",
            Activity::Create},
    ActLine{Act::RefuseRequest, "refuse_request", "Refus d’une demande de suivi", Activity::Create},
    ActLine{Act::LetRequestLapse, "let_request_lapse", "Demande de suivi restée sans réponse",
            Activity::None},
    ActLine{Act::ImportStructures, "import_structures", "Import de structures", Activity::None},
    ActLine{Act::ImportPeople, "import_people", "Import de la fiche", Activity::None},
    ActLine{Act::ImportContributions, "import_contributions", "Import d’une intervention",
            Activity::None},
    ActLine{Act::ImportCertification, "import_certification",
            "Référent certifié, ou non, d’après les données d’une autorité", Activity::None},
    ActLine{Act::SearchNir, "search_nir", "Recherche par numéro de sécurité sociale",
            Activity::None},
    ActLine{Act::KeepNir, "keep_nir", "Enregistrement du numéro de sécurité sociale",
            Activity::None},
    ActLine{Act::AskDetails, "ask_details", "Demande de voir l’identité complète",
            Activity::Create},
    ActLine{Act::GrantDetails, "grant_details", "Accord pour voir l’identité complète",
            Activity::Create},
    ActLine{Act::RefuseDetails, "refuse_details", "Refus de montrer l’identité complète",
            Activity::Create},
    ActLine{Act::RevokeGrant, "revoke_grant", "Retrait d’un accès à l’identité complète",
            Activity::Create},
    ActLine{Act::OpenEmergency, "open_emergency", "Accès d’urgence à l’identité complète",
            Activity::View},
    ActLine{Act::ReviewEmergency, "review_emergency", "Examen d’un accès d’urgence",
            Activity::None},
    ActLine{Act::SetOwnPhone, "set_own_phone", "Changement de son propre numéro", Activity::None},
    ActLine{Act::DesignateReferent, "designate_referent", "Désignation du référent",
            Activity::Create},
    ActLine{Act::ObjectReferent, "object_referent", "Opposition à un changement de référent",
            Activity::Create},
    ActLine{Act::ProposeRelay, "propose_relay", "Relais proposé", Activity::Create},
    ActLine{Act::SeeRelay, "see_relay", "Lecture d’un relais proposé", Activity::View},
    ActLine{Act::TakeRelay, "take_relay", "Relais pris en charge", Activity::Create},
    ActLine{Act::GiveBackRelay, "give_back_relay", "Relais remis à prendre", Activity::None},
    ActLine{Act::AcceptRelay, "accept_relay", "Relais accepté", Activity::Create},
    ActLine{Act::RefuseRelay, "refuse_relay", "Relais refusé", Activity::Create},
    ActLine{Act::CancelRelay, "cancel_relay", "Relais annulé", Activity::None},
    ActLine{Act::ConcludeRelay, "conclude_relay", "Issue d’un relais", Activity::Create},
    ActLine{Act::LetRelayLapse, "let_relay_lapse", "Relais resté sans réponse", Activity::None},
    ActLine{Act::HandOver, "hand_over", "Fin d’une intervention par un relais", Activity::None},
    ActLine{Act::SayCapacity, "say_capacity", "Place disponible indiquée", Activity::None},
    ActLine{Act::AskCallback, "ask_callback", "Demande de rappel à un intervenant",
            Activity::Create},
    ActLine{Act::AnswerCallback, "answer_callback", "Réponse à une demande de rappel",
            Activity::Create},
    ActLine{Act::CloseCallback, "close_callback", "Fin d’une demande de rappel", Activity::Create},
    ActLine{Act::SeePerson, "see_person", "Contact avec la personne", Activity::Create},
    ActLine{Act::KeepContribution, "keep_contribution", "Intervention continuée sans contact",
            Activity::Create},
    ActLine{Act::LetContributionEnd, "let_contribution_end",
            "Fin automatique d’une intervention, faute de contact", Activity::None},
    ActLine{Act::CloseAlert, "close_alert", "Alerte close", Activity::Create},
    ActLine{Act::SendMessage, "send_message", "Message à des intervenants", Activity::Create},
    ActLine{Act::StartDeparture, "start_departure", "Transmission des suivis d’un membre qui part",
            Activity::None},
    ActLine{Act::UndoDeparture, "undo_departure", "Annulation d’une transmission de suivis",
            Activity::None},
    ActLine{Act::PassPerson, "pass_person",
            "Suivi transmis à un collègue de l’intervenant, qui part", Activity::None},
    ActLine{Act::TakePersonBack, "take_person_back", "Transmission du suivi annulée",
            Activity::None},
};

constexpr bool is_in_order() {
    for (std::size_t i = 0; i < kActs.size(); ++i) {
        if (static_cast<std::size_t>(kActs[i].act) != i) return false;
    }
    return true;
}
static_assert(is_in_order());
static_assert(kActs.back().act == Act::TakePersonBack, "an act has no line");

const ActLine& line(Act act) {
    return kActs.at(static_cast<std::size_t>(act));
}

}  // namespace

std::span<const ActLine> acts() {
    return kActs;
}
std::string_view code(Act act) {
    return line(act).code;
}
std::string_view label(Act act) {
    return line(act).label;
}
Activity activity(Act act) {
    return line(act).activity;
}

std::optional<Act> act_of(std::string_view code) {
    const auto* const found =
        std::find_if(kActs.begin(), kActs.end(), [&](const auto& l) { return l.code == code; });
    return found == kActs.end() ? std::nullopt : std::optional(found->act);
}

}  // namespace gps::audit
