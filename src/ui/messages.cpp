#include "ui/messages.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string>

namespace gps::ui {
namespace {

// By room, then by key. The spaces before : ; ? ! and inside « » are U+00A0.
constexpr std::array kMessages{
    Message{"access.acts_for_another",
            "Ce formulaire a été ouvert pour une autre structure que celle pour laquelle vous "
            "agissez maintenant. Changez de structure, ou rouvrez la page."},
    Message{"access.code_wrong",
            "Ce code n’est pas valable. Vérifiez votre saisie, ou demandez un nouveau code."},
    Message{"access.draft_kept",
            "Votre connexion s’est fermée. Reconnectez-vous : ce que vous avez saisi est gardé.",
            false},
    Message{"access.form_expired",
            "Ce formulaire n’est plus valable. Rouvrez la page, puis remplissez-le à nouveau."},
    Message{"access.form_reused",
            "Ce formulaire a déjà été envoyé avec d’autres réponses. Rouvrez la page pour voir la "
            "situation à jour."},
    Message{"access.nir_misplaced",
            "Un numéro de sécurité sociale a été saisi dans un champ qui n’est pas fait pour lui. "
            "Rien n’a été gardé. Revenez à la page précédente et retirez-le."},
    Message{"access.no_persona",
            "Ce compte de démonstration n’existe pas. Choisissez-en un autre."},
    Message{"access.no_session", "Cette connexion est déjà fermée."},
    Message{"access.no_structure",
            "Vous n’êtes plus membre de cette structure. Choisissez-en une autre."},
    Message{"access.others_closed", "Vos autres connexions ont été fermées."},
    Message{"access.session_closed", "La connexion a été fermée."},
    Message{"access.signed_out", "Vous êtes déconnecté."},
    Message{"access.strengthened", "Cette connexion est renforcée."},
    Message{"access.structure_chosen", "Votre choix de structure est enregistré."},
    Message{
        "access.too_many_codes",
        "Trop de codes ont été demandés. Attendez quinze minutes avant d’en demander un autre."},
    Message{"access.too_many_failures",
            "Trop d’essais ont échoué. Attendez quelques minutes, puis demandez un nouveau code."},
    Message{"agreements.how_required", "Dites comment la personne a donné son accord."},
    Message{"agreements.in_future", "L’accord ne peut pas être daté d’un jour à venir."},
    Message{"agreements.not_here", "Aucun accord n’est à enregistrer ici."},
    Message{"agreements.recorded", "L’accord est enregistré."},
    Message{"agreements.revoked", "L’accord est retiré. Votre structure n’est plus nommée."},
    Message{"agreements.whom_required", "Choisissez qui peut voir le nom de votre structure."},
    Message{"contact.channel", "Choisissez l’adresse électronique ou le téléphone."},
    Message{"contact.left",
            "Cette personne ne travaille plus dans cette structure. Passez par la structure."},
    Message{"contact.nobody", "Cet intervenant n’est pas dans ce dossier."},
    Message{"contact.own_kept", "Vos coordonnées sont enregistrées."},
    Message{"csv.column_repeated",
            "Une colonne figure plusieurs fois dans ce fichier. N’en gardez qu’une, puis "
            "recommencez."},
    Message{"csv.empty", "Le fichier est vide. Choisissez un fichier qui contient des lignes."},
    Message{"csv.no_table",
            "Ce fichier n’est pas un tableau. Enregistrez-le au format CSV, puis recommencez."},
    Message{"csv.utf16",
            "Ce fichier est codé en UTF-16. Enregistrez-le au format CSV UTF-8, puis recommencez."},
    Message{"demo.not_empty",
            "Cette base contient déjà des personnes. La démonstration se crée dans une base vide."},
    Message{"directory.no_structure", "Cette structure n’existe pas. Cherchez-la dans l’annuaire."},
    Message{"doors.already_asked",
            "Vous avez déjà demandé à suivre cette personne. Une réponse est attendue.", false},
    Message{"doors.already_followed", "Vous suivez déjà cette personne.", false},
    Message{"doors.asked", "Votre demande est envoyée aux intervenants de cette personne."},
    Message{"doors.birth_name_required", "Saisissez le nom de naissance."},
    Message{"doors.born_too_long_ago",
            "Cette date de naissance est trop ancienne. Vérifiez l’année."},
    Message{"doors.civility_required", "Choisissez une civilité."},
    Message{"doors.created", "La personne est enregistrée, et vous la suivez."},
    Message{"doors.date_in_future",
            "Cette date est dans l’avenir. Saisissez une date passée ou celle du jour."},
    Message{"doors.first_name_required", "Saisissez le prénom."},
    Message{"doors.followed", "Vous suivez maintenant cette personne."},
    Message{"doors.nir_invalid",
            "Ce numéro n’est pas valable. Saisissez-le à nouveau, en entier, clé comprise."},
    Message{"doors.nir_kept", "Le numéro de sécurité sociale est enregistré."},
    Message{"doors.nir_no_keys",
            "Ce service n’a pas encore les clés des numéros de sécurité sociale. Passez par "
            "l’identité exacte, et prévenez l’équipe de la plateforme."},
    Message{"doors.nir_nobody",
            "Ce numéro ne permet de suivre personne. Saisissez-le à nouveau, ou passez par "
            "l’identité exacte."},
    Message{"doors.nir_not_habilitated",
            "Votre structure n’est pas habilitée à utiliser le numéro de sécurité sociale. Passez "
            "par l’identité exacte."},
    Message{"doors.nir_not_kept",
            "Ce numéro n’a pas pu être enregistré. Vérifiez-le, avec l’identité de la personne, "
            "puis saisissez-le à nouveau, clé comprise."},
    Message{"doors.nir_required", "Saisissez le numéro de sécurité sociale."},
    Message{"doors.nir_temporary",
            "Ce numéro est provisoire, et ne suffit pas à reconnaître une personne. Passez par "
            "l’identité exacte."},
    Message{
        "doors.nir_too_often",
        "Trop de numéros ont été saisis. Attendez un quart d’heure, ou demain, puis réessayez."},
    Message{"doors.nir_without_key",
            "Il manque la clé. Saisissez à nouveau le numéro, avec ses deux derniers chiffres."},
    Message{"doors.nobody", "Aucune personne ne correspond. Vérifiez les informations saisies."},
    Message{"doors.notice_in_future",
            "La date d’information de la personne est dans l’avenir. Saisissez une date passée."},
    Message{"doors.notice_required",
            "Indiquez comment la personne a été informée de cette inscription."},
    Message{"doors.one_more_fact",
            "Saisissez au moins la commune, l’adresse électronique ou le téléphone."},
    Message{"emergency.nothing_to_review", "Cet accès d’urgence n’est plus à examiner."},
    Message{"emergency.opened",
            "L’identité complète est ouverte pour soixante-douze heures. Le référent et "
            "l’administrateur de votre structure sont prévenus."},
    Message{"emergency.reason_required", "Choisissez le motif de l’urgence."},
    Message{"emergency.reviewed", "Votre examen est enregistré."},
    Message{
        "emergency.too_many",
        "Vous avez ouvert trois accès d’urgence en sept jours. Demandez plutôt à voir l’identité "
        "complète, ou appelez le référent."},
    Message{"emergency.verdict_required", "Dites si cet accès était justifié."},
    Message{"factors.added", "L’application est ajoutée, et cette connexion est renforcée."},
    Message{"factors.code_wrong",
            "Ce code n’est pas valable. Saisissez celui que votre application affiche maintenant."},
    Message{"factors.enrolment_old",
            "Cette page était trop ancienne. Lisez le nouveau carré, puis saisissez le code."},
    Message{"factors.link_used", "Vous pouvez maintenant ajouter un second moyen à votre compte."},
    Message{"factors.may_not_add",
            "Cette connexion ne permet pas d’ajouter un second moyen. Demandez un lien à "
            "l’administrateur de votre structure."},
    Message{"factors.needs_full_session", "Renforcez d’abord cette connexion, puis recommencez."},
    Message{"factors.no_application", "Aucune application n’est enregistrée."},
    Message{"factors.no_link",
            "Ce lien ne sert plus, ou a été donné à quelqu’un d’autre. Demandez-en un autre à "
            "l’administrateur de votre structure."},
    Message{"factors.removed", "L’application est retirée de votre compte."},
    Message{"factors.too_many_failures",
            "Trop de codes faux ont été saisis. Attendez un quart d’heure avant de recommencer."},
    Message{"followup.already_ended",
            "Vous ne suivez plus cette personne. Reprenez le suivi avant de le modifier."},
    Message{"followup.cannot_resume",
            "Ce suivi ne peut pas être repris. Rouvrez la fiche pour voir la situation à jour."},
    Message{"followup.edited", "Vos informations de suivi sont enregistrées."},
    Message{"followup.end_before_start",
            "La fin est antérieure au début. Corrigez l’une des deux dates."},
    Message{"followup.end_in_future", "La fin est dans l’avenir. Saisissez une date passée."},
    Message{"followup.ended", "Votre suivi est terminé."},
    Message{"followup.frozen",
            "Le suivi de cette personne est gelé\u00a0: rien ne peut y être modifié."},
    Message{"followup.no_file", "Cette fiche n’existe pas, ou vous n’y avez pas accès."},
    Message{"followup.other_structure",
            "Vous suivez cette personne pour une autre structure. Choisissez-la pour ouvrir la "
            "fiche.",
            false},
    Message{"followup.reason_required", "Choisissez au moins un motif de suivi."},
    Message{"followup.resume_by_a_door",
            "Votre suivi est terminé depuis plus de trente jours. Pour le reprendre, passez par "
            "« Suivre une personne »."},
    Message{"followup.resumed", "Vous suivez de nouveau cette personne."},
    Message{"followup.resumes_before_end",
            "Cette date tombe dans une période déjà enregistrée. Saisissez une date postérieure."},
    Message{"followup.role_required", "Choisissez votre rôle auprès de la personne."},
    Message{"followup.start_in_future", "Le début est dans l’avenir. Saisissez une date passée."},
    Message{"grants.no_grant", "Cet accès n’est plus en cours."},
    Message{
        "grants.nothing_to_ask",
        "Il n’y a rien à demander pour cette personne : vous voyez déjà son identité complète, ou "
        "votre intervention est terminée."},
    Message{"grants.revocation_required", "Choisissez le motif du retrait."},
    Message{"grants.revoked", "L’accès est retiré."},
    Message{"grants.wording_long", "Cette phrase est trop longue : 300 caractères au plus."},
    Message{"grants.wording_number",
            "N’écrivez ni numéro ni adresse électronique. Dites seulement pourquoi."},
    Message{"grants.wording_sensitive",
            "N’écrivez rien sur la santé, la justice, les origines ou les opinions. Dites-le "
            "autrement."},
    Message{"grants.wording_short", "Écrivez une phrase de 20 caractères au moins."},
    Message{"imports.columns_missing",
            "Il manque des colonnes obligatoires à ce fichier. Ajoutez-les, puis recommencez."},
    Message{"people.email_invalid",
            "L’adresse électronique n’est pas valable. Saisissez-la sous la forme "
            "nom@domaine.fr."},
    Message{"passkeys.added", "La clé d’accès est ajoutée, et cette connexion est renforcée."},
    Message{"passkeys.already_there",
            "Cette clé d’accès est déjà enregistrée. Utilisez-en une autre."},
    Message{"passkeys.copied",
            "Cette clé d’accès est refusée\u00a0: il se peut qu’elle ait été copiée. Utilisez un "
            "autre moyen, puis retirez-la de votre compte."},
    Message{"passkeys.name", "Donnez à la clé d’accès un nom de quarante caractères au plus."},
    Message{"passkeys.none", "Cette clé d’accès n’est pas enregistrée dans votre compte."},
    Message{"passkeys.not_believed",
            "Cette clé d’accès n’a pas pu être vérifiée. Recommencez, ou utilisez un autre moyen."},
    Message{"passkeys.not_here", "Les clés d’accès ne servent pas à cette adresse du service."},
    Message{"passkeys.removed", "La clé d’accès est retirée de votre compte."},
    Message{"passkeys.too_late",
            "La clé d’accès n’a pas été présentée à temps, ou l’a déjà été. Recommencez."},
    Message{"passkeys.too_many",
            "Votre compte a déjà huit clés d’accès. Retirez-en une pour en ajouter une autre."},
    Message{"people.name_characters",
            "Ce nom contient un caractère qui n’est pas admis. Saisissez des lettres, des espaces, "
            "des apostrophes ou des traits d’union."},
    Message{"people.name_required", "Ce nom est nécessaire. Saisissez-le."},
    Message{"people.name_too_long", "Ce nom est trop long. Saisissez 100 caractères au plus."},
    Message{"people.phone_invalid",
            "Le numéro de téléphone n’est pas valable. Saisissez ses dix chiffres\u00a0: "
            "01 22 33 44 55."},
    Message{"platform.basis_required", "Choisissez le fondement de l’habilitation."},
    Message{"platform.city_required", "Indiquez la commune de la structure."},
    Message{"platform.closed", "La structure est fermée."},
    Message{"platform.closed_already", "Cette structure est déjà fermée."},
    Message{"platform.corrected", "La correction est enregistrée."},
    Message{"platform.created", "La structure est créée."},
    Message{"platform.day_wrong", "Cette date n’existe pas. Écrivez-la ainsi : 05/03/2026."},
    Message{"platform.department_required",
            "Indiquez le département, ou un code postal qui le donne."},
    Message{"platform.department_wrong",
            "Ce département n’existe pas. Indiquez son numéro, par exemple 30 ou 2A."},
    Message{"platform.email_wrong", "Cette adresse électronique n’est pas valable. Vérifiez-la."},
    Message{"platform.from_required", "Indiquez le premier jour de l’habilitation."},
    Message{"platform.habilitated", "L’habilitation est enregistrée."},
    Message{"platform.habilitated_now",
            "La structure est habilitée aujourd’hui. Indiquez un début qui n’est pas à venir, ou "
            "retirez d’abord l’habilitation."},
    Message{"platform.is_open", "Cette structure est déjà ouverte."},
    Message{"platform.kind_required", "Choisissez le type de la structure."},
    Message{"platform.name_required", "Indiquez le nom de la structure."},
    Message{"platform.not_habilitated", "Cette structure n’est pas habilitée."},
    Message{"platform.not_open", "Cette structure n’est pas ouverte. Rouvrez-la d’abord."},
    Message{"platform.phone_wrong", "Ce numéro de téléphone n’est pas valable. Vérifiez-le."},
    Message{"platform.postcode_wrong", "Ce code postal n’est pas valable : il a cinq chiffres."},
    Message{"platform.reopened", "La structure est ouverte."},
    Message{"platform.siret_wrong",
            "Ce SIRET n’est pas valable : il a 14 chiffres, et l’un d’eux ne convient pas."},
    Message{"platform.suspended",
            "La structure est suspendue : ses membres ne voient plus rien par elle."},
    Message{"platform.until_before_from", "La fin ne peut pas être avant le début."},
    Message{"platform.until_past",
            "La fin est déjà passée. Indiquez un jour à venir, ou laissez vide."},
    Message{"platform.website_wrong",
            "Cette adresse de site n’est pas valable. Elle commence par https://."},
    Message{"platform.why_required", "Indiquez le motif."},
    Message{"platform.withdrawn", "L’habilitation est retirée."},
    Message{"proconnect.account_opened",
            "Votre compte est ouvert. ProConnect l’ouvrira désormais."},
    Message{"proconnect.choose_structure", "Choisissez la structure que vous voulez rejoindre."},
    Message{"proconnect.given_up", "Vous êtes revenu de ProConnect sans vous identifier.", false},
    Message{"proconnect.invited_another",
            "Cette invitation a été envoyée à une autre adresse que celle de ProConnect."},
    Message{"proconnect.linked", "ProConnect ouvre maintenant votre compte."},
    Message{
        "proconnect.newcomer_late",
        "Votre compte n’a pas été ouvert\u00a0: trop de temps a passé. Identifiez-vous de nouveau "
        "avec ProConnect.",
        false},
    Message{"proconnect.no_account",
            "Aucun compte GPS n’est ouvert pour cette identité. Demandez à l’administrateur de "
            "votre structure de vous ajouter.",
            false},
    Message{"proconnect.not_vouched",
            "Cette identité n’est pas encore reliée à votre compte. Connectez-vous par un code, "
            "ouvrez le lien que vous donne l’administrateur de votre structure, puis reliez-la "
            "dans « Double authentification ».",
            false},
    Message{"proconnect.of_another",
            "Cette identité ProConnect ouvre un autre compte que le vôtre.", false},
    Message{"proconnect.one_factor",
            "ProConnect ne vous a pas demandé de second moyen : cette connexion n’est pas "
            "renforcée.",
            false},
    Message{"proconnect.refused", "La réponse de ProConnect n’a pas pu être vérifiée. Recommencez.",
            false},
    Message{"proconnect.unavailable",
            "ProConnect ne répond pas pour le moment. Réessayez dans quelques minutes, ou "
            "recevez un code.",
            false},
    Message{"quotas.day",
            "Vous avez consulté beaucoup de personnes aujourd’hui. Pour protéger leurs données, la "
            "suite attend demain. L’équipe du service est prévenue."},
    Message{"quotas.frozen",
            "Votre accès est suspendu : votre compte a consulté plus de personnes qu’un usage "
            "courant n’en demande. L’équipe du service est prévenue, et vous rappellera."},
    Message{
        "quotas.hour",
        "Vous avez consulté beaucoup de personnes en peu de temps. Pour protéger leurs données, "
        "la suite attend l’heure prochaine."},
    Message{"quotas.lifted", "L’accès est rétabli."},
    Message{"quotas.not_frozen", "Ce compte n’est plus suspendu."},
    Message{"quotas.own", "Un autre membre de l’équipe doit rétablir votre accès."},
    Message{"quotas.reason_required", "Dites ce que vous avez vérifié."},
    Message{"quotas.reason_too_long", "Ce texte est trop long : trois cents signes au plus."},
    Message{
        "quotas.reduced",
        "Avec un code reçu par courriel, vous ne pouvez pas consulter plus de personnes "
        "aujourd’hui. Pour continuer, renforcez votre connexion\u00a0: cliquez sur votre nom, puis "
        "sur «\u00a0Double authentification\u00a0»."},
    Message{"readings.details_only",
            "Pour savoir qui a consulté ce dossier, il faut en voir le détail."},
    Message{"requests.accepted", "La demande est acceptée."},
    Message{
        "requests.already_answered",
        "Cette demande est close : un collègue y a déjà répondu, ou elle a été retirée. La page "
        "des demandes montre celles qui restent."},
    Message{"requests.cancelled", "Votre demande est annulée."},
    Message{"requests.details_asked",
            "Votre demande est envoyée à ceux qui voient l’identité complète."},
    Message{"requests.duration_required", "Choisissez la durée de l’accès."},
    Message{"requests.no_request", "Cette demande n’existe pas, ou vous ne pouvez pas y répondre."},
    Message{"requests.reason_required", "Choisissez le motif de votre demande."},
    Message{"requests.refusal_required", "Choisissez le motif de votre refus."},
    Message{"requests.refused", "La demande est refusée."},
    Message{"requests.requester_gone",
            "Cette demande ne peut plus être acceptée\u00a0: la situation du demandeur ou de la "
            "personne a changé."},
    Message{"structures.columns_missing",
            "Il manque des colonnes à ce fichier. Ajoutez-les, puis recommencez."},
    Message{"structures.siret_invalid",
            "Le SIRET n’est pas valable. Saisissez ses quatorze chiffres."},
    Message{"teams.already_member", "Vous êtes déjà membre de cette structure.", false},
    Message{"teams.asked", "Votre demande d’adhésion est envoyée."},
    Message{"teams.departed", "Le départ est noté."},
    Message{"teams.invitation_cancelled", "L’invitation est annulée : son lien ne sert plus."},
    Message{"teams.invited", "L’invitation est envoyée."},
    Message{"teams.joined", "Vous êtes maintenant membre de cette structure."},
    Message{"teams.joined_sign_in",
            "L’invitation est acceptée. Connectez-vous avec l’adresse qui l’a reçue."},
    Message{"teams.last_administrator",
            "Cette structure n’aurait plus d’administrateur. Nommez-en d’abord un autre."},
    Message{"teams.member_already", "Cette personne est déjà membre de la structure."},
    Message{"teams.no_invitation",
            "Cette invitation ne sert plus. Demandez-en une nouvelle à l’administrateur de la "
            "structure."},
    Message{"teams.no_member", "Cette personne n’est pas membre de la structure."},
    Message{"teams.no_request", "Cette demande n’attend plus de réponse."},
    Message{"teams.no_structure",
            "Cette structure n’existe pas, ou elle est fermée. Cherchez-la dans l’annuaire."},
    Message{"teams.not_for_oneself",
            "Personne ne fait cela pour soi-même. Demandez à un autre administrateur."},
    Message{"teams.refusal_required", "Choisissez le motif du refus."},
    Message{"teams.request_accepted",
            "La demande est acceptée : cette personne est maintenant membre."},
    Message{"teams.request_cancelled", "Votre demande d’adhésion est annulée."},
    Message{"teams.request_refused", "La demande est refusée."},
    Message{"teams.role_named", "Le rôle est enregistré."},
    Message{"teams.role_required", "Choisissez un rôle."},
    Message{"teams.too_many_invitations",
            "Trop d’invitations ont été envoyées aujourd’hui. Recommencez demain."},
    Message{"teams.too_many_requests",
            "Vous avez envoyé trop de demandes d’adhésion aujourd’hui. Recommencez demain."},
    Message{"ui.date_required", "Cette date est nécessaire. Saisissez-la."},
    Message{"ui.date_unreadable",
            "Cette date n’existe pas. Saisissez-la sous la forme jj/mm/aaaa."},
};

}  // namespace

std::span<const Message> messages() {
    return kMessages;
}

std::string_view message(std::string_view key) {
    const auto* found = std::ranges::find(kMessages, key, &Message::key);
    if (found == kMessages.end()) {
        throw std::logic_error("no sentence for the message " + std::string(key));
    }
    return found->sentence;
}

}  // namespace gps::ui
