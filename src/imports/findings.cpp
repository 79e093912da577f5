#include "imports/findings.hpp"

#include "csv/writer.hpp"

#include <array>

#include <fmt/format.h>

namespace gps::imports {
namespace {

struct Wording {
    Reason reason = Reason::WrongColumnCount;
    Fate fate = Fate::Rejected;
    std::string_view code = {};
    std::string_view sentence = {};
};

constexpr auto kWordings = std::to_array<Wording>({
    {Reason::WrongColumnCount, Fate::Rejected, "wrong_column_count",
     "Ligne rejetée : elle n’a pas autant de colonnes que l’en-tête."},
    {Reason::RecordTooLong, Fate::Rejected, "record_too_long",
     "Ligne rejetée : plus d’un mégaoctet, peut-être des guillemets jamais fermés."},
    {Reason::FileCut, Fate::Rejected, "file_cut",
     "Ligne rejetée : le fichier s’arrête au milieu de cette ligne."},
    {Reason::EmailWrong, Fate::Rejected, "email_wrong",
     "Ligne rejetée : adresse électronique du professionnel absente ou fausse."},
    {Reason::NameWrong, Fate::Rejected, "name_wrong",
     "Ligne rejetée : nom ou prénom absent, trop long ou illisible."},
    {Reason::MemberRoleUnknown, Fate::Rejected, "member_role_unknown",
     "Ligne rejetée : rôle dans la structure inconnu."},
    {Reason::StructureUnknown, Fate::Rejected, "structure_unknown",
     "Ligne rejetée : structure inconnue ou fermée."},
    {Reason::AccountDeactivated, Fate::Rejected, "account_deactivated",
     "Ligne rejetée : le compte de ce professionnel est désactivé."},
    {Reason::ProfessionalUnknown, Fate::Rejected, "professional_unknown",
     "Ligne rejetée : aucun professionnel n’a cette adresse."},
    {Reason::NotMember, Fate::Rejected, "not_member",
     "Ligne rejetée : ce professionnel n’est pas membre de cette structure."},
    {Reason::BirthDateWrong, Fate::Rejected, "birth_date_wrong",
     "Ligne rejetée : date de naissance absente, impossible ou future."},
    {Reason::FactMissing, Fate::Rejected, "fact_missing",
     "Ligne rejetée : ni commune, ni adresse électronique, ni téléphone."},
    {Reason::StartWrong, Fate::Rejected, "start_wrong",
     "Ligne rejetée : début absent, impossible ou futur."},
    {Reason::RoleUnknown, Fate::Rejected, "role_unknown",
     "Ligne rejetée : rôle auprès de la personne absent ou inconnu."},
    {Reason::ReasonMissing, Fate::Rejected, "reason_missing", "Ligne rejetée : aucun motif connu."},
    {Reason::NoticeMissing, Fate::Rejected, "notice_missing",
     "Ligne rejetée : la façon dont la personne a été informée manque ou est inconnue."},
    {Reason::NoticeDateWrong, Fate::Rejected, "notice_date_wrong",
     "Ligne rejetée : date d’information absente, impossible ou future."},
    {Reason::RequestPending, Fate::Rejected, "request_pending",
     "Ligne rejetée : une demande de suivi attend déjà une réponse."},
    {Reason::SetAside, Fate::Rejected, "set_aside",
     "Ligne mise de côté : à examiner avec l’équipe de la plateforme."},
    {Reason::CommuneWrong, Fate::Repaired, "commune_wrong", "Commune illisible, laissée de côté."},
    {Reason::PersonEmailWrong, Fate::Repaired, "person_email_wrong",
     "Adresse électronique de la personne fausse, laissée de côté."},
    {Reason::PhoneWrong, Fate::Repaired, "phone_wrong", "Téléphone illisible, laissé de côté."},
    {Reason::ReasonUnknown, Fate::Repaired, "reason_unknown", "Motif inconnu, laissé de côté."},
    {Reason::ReferentUnreadable, Fate::Repaired, "referent_unreadable",
     "Ni « oui » ni « non » : lu comme « non »."},
    {Reason::CertifiedUnreadable, Fate::Repaired, "certified_unreadable",
     "Ni « oui » ni « non » : rien n’est changé au référent certifié."},
    {Reason::CertifiedDateWrong, Fate::Repaired, "certified_date_wrong",
     "Jour des données impossible ou futur : rien n’est changé au référent certifié."},
    {Reason::NulByte, Fate::Repaired, "nul_byte", "Octet nul, retiré."},
    {Reason::InvalidBytes, Fate::Repaired, "invalid_bytes",
     "Caractères mal encodés, relus en windows-1252."},
    {Reason::NameKept, Fate::Kept, "name_kept",
     "Ce professionnel est connu sous un autre nom, qui reste."},
    {Reason::RoleKept, Fate::Kept, "role_kept",
     "Ce professionnel est déjà membre avec un autre rôle, qui reste."},
    {Reason::PartEnded, Fate::Kept, "part_ended",
     "Ce suivi a pris fin depuis ; il n’est pas rouvert."},
    {Reason::ReferentKept, Fate::Kept, "referent_kept",
     "La personne a déjà un référent, qui reste."},
    {Reason::CertifiedKept, Fate::Kept, "certified_kept",
     "Des données plus récentes disent qui est le référent certifié : elles restent."},
});

static_assert(kWordings.size() == kReasonCount);
static_assert([] {
    for (std::size_t i = 0; i < kReasonCount; ++i) {
        if (static_cast<std::size_t>(kWordings.at(i).reason) != i) return false;
    }
    return true;
}());

const Wording& wording(Reason reason) {
    return kWordings.at(static_cast<std::size_t>(reason));
}

}  // namespace

Fate fate(Reason reason) {
    return wording(reason).fate;
}

std::string_view code(Reason reason) {
    return wording(reason).code;
}

std::string_view sentence(Reason reason) {
    return wording(reason).sentence;
}

void write_findings_header(std::ostream& out) {
    csv::write_row(out, {"fichier", "ligne", "colonne", "valeur", "code", "motif"});
}

void write_finding(std::ostream& out, std::string_view file, const Finding& finding) {
    csv::write_row(out, {file, fmt::to_string(finding.line), finding.column, finding.value,
                         code(finding.reason), sentence(finding.reason)});
}

}  // namespace gps::imports
