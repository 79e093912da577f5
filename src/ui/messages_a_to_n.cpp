#include "ui/message_tables.hpp"

#include <array>

namespace gps::ui {
namespace {

constexpr std::array kFirst{
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
    Message{"capacities.not_administrator",
            "Seul un administrateur indique la place disponible de la structure."},
    Message{"capacities.required", "Choisissez la place disponible."},
    Message{"capacities.said", "La place disponible est enregistrée."},
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
    Message{"followup.ended", "Votre suivi est terminé."},
    Message{"followup.frozen",
            "Le suivi de cette personne est gelé\u00a0: rien ne peut y être modifié."},
    Message{"followup.resume_by_a_door",
            "Votre suivi est terminé depuis plus de trente jours. Pour le reprendre, passez par "
            "« Suivre une personne »."},
    Message{"followup.resumed", "Vous suivez de nouveau cette personne."},
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
    Message{"merges.answered", "Cette demande a déjà reçu une réponse. Lisez-la sur sa page."},
    Message{"merges.apart",
            "C’est noté\u00a0: les listes ne proposeront plus ces deux structures."},
    Message{"merges.apart_already", "Il a déjà été décidé de ces deux structures."},
    Message{"merges.asked",
            "La demande est enregistrée. Une autre personne de l’équipe la confirme ou la refuse."},
    Message{"merges.busy",
            "L’une de ces structures est déjà dans une réunion demandée ou en cours. Attendez "
            "qu’elle soit finie, ou refusez-la."},
    Message{"merges.by_another",
            "Vous avez demandé cette réunion\u00a0: une autre personne de l’équipe la confirme."},
    Message{"merges.changed",
            "Le type, la sensibilité ou l’habilitation d’une des structures a changé depuis la "
            "demande. Refusez-la, puis demandez de nouveau la réunion."},
    Message{"merges.closed", "L’une de ces structures n’est pas ouverte. Rouvrez-la d’abord."},
    Message{"merges.confirmed",
            "La réunion est confirmée. Elle se fait dans les minutes qui viennent."},
    Message{
        "merges.less_sensitive",
        "La structure gardée est moins sensible que l’autre\u00a0: son nom dirait qui est suivi. "
        "Gardez l’autre structure."},
    Message{"merges.no_merge", "Cette réunion n’existe pas."},
    Message{"merges.own",
            "Vous êtes membre de l’une de ces structures\u00a0: une autre personne de l’équipe en "
            "décide."},
    Message{"merges.refused", "La demande est refusée."},
    Message{"merges.same", "C’est deux fois la même structure. Choisissez-en une autre."},
    Message{"merges.suspended",
            "L’une de ces structures est suspendue. Rouvrez-la ou fermez-la d’abord."},
    Message{"notices.all_marked", "Les notifications sont marquées comme lues."},
    Message{"notices.frequency_required", "Choisissez quand être prévenu, dans la liste."},
    Message{"notices.marked", "La notification est marquée comme lue."},
    Message{"notices.no_notice", "Cette notification n’existe pas."},
    Message{"notices.preferred", "Vos choix sont enregistrés."},
};

}  // namespace

std::span<const Message> messages_a_to_n() {
    return kFirst;
}

}  // namespace gps::ui
