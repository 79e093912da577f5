#include "lists/findings.hpp"

#include "csv/writer.hpp"

#include <fmt/format.h>

namespace gps::lists {
namespace {

struct Wording {
    Reason reason = Reason::SourceMissing;
    Fate fate = Fate::Rejected;
    std::string_view code = {};
    std::string_view sentence = {};
};

constexpr auto kWordings = std::to_array<Wording>({
    {Reason::SourceMissing, Fate::Rejected, "source_missing", "Ligne rejetée : source absente."},
    {Reason::SourceIdMissing, Fate::Rejected, "source_id_missing",
     "Ligne rejetée : identifiant dans la source absent."},
    {Reason::NameMissing, Fate::Rejected, "name_missing", "Ligne rejetée : nom absent."},
    {Reason::KindMissing, Fate::Rejected, "kind_missing", "Ligne rejetée : type absent."},
    {Reason::KeyTooLong, Fate::Rejected, "key_too_long",
     "Ligne rejetée : source, identifiant ou type trop long."},
    {Reason::WrongColumnCount, Fate::Rejected, "wrong_column_count",
     "Ligne rejetée : elle n’a pas autant de colonnes que l’en-tête."},
    {Reason::RecordTooLong, Fate::Rejected, "record_too_long",
     "Ligne rejetée : plus d’un mégaoctet, peut-être des guillemets jamais fermés."},
    {Reason::FileCut, Fate::Rejected, "file_cut",
     "Ligne rejetée : le fichier s’arrête au milieu de cette ligne."},
    {Reason::RowRepeated, Fate::Rejected, "row_repeated",
     "Ligne rejetée : la même ligne est déjà plus haut dans le fichier."},
    {Reason::KeyRepeated, Fate::Repaired, "key_repeated",
     "Identifiant porté par plusieurs lignes : le nom lui a été ajouté."},
    {Reason::SiretWrong, Fate::Repaired, "siret_wrong", "SIRET faux, laissé de côté."},
    {Reason::QuotesDoubled, Fate::Repaired, "quotes_doubled", "Guillemets doublés, corrigés."},
    {Reason::KindUnknown, Fate::Repaired, "kind_unknown",
     "Type inconnu : structure traitée comme la plus sensible, non habilitée."},
    {Reason::ZeroLost, Fate::Repaired, "zero_lost", "Zéro initial perdu, remis."},
    {Reason::PostcodeWrong, Fate::Repaired, "postcode_wrong", "Code postal faux, laissé de côté."},
    {Reason::InseeCodeWrong, Fate::Repaired, "insee_code_wrong",
     "Code INSEE faux, laissé de côté."},
    {Reason::DepartmentCorrected, Fate::Repaired, "department_corrected",
     "Département corrigé d’après le code INSEE ou le code postal."},
    {Reason::DepartmentUnknown, Fate::Repaired, "department_unknown",
     "Département inconnu, laissé de côté."},
    {Reason::PhoneWrong, Fate::Repaired, "phone_wrong", "Téléphone illisible, laissé de côté."},
    {Reason::EmailWrong, Fate::Repaired, "email_wrong",
     "Adresse électronique fausse, laissée de côté."},
    {Reason::WebsiteWrong, Fate::Repaired, "website_wrong",
     "Adresse de site illisible, laissée de côté."},
    {Reason::CoordinatesWrong, Fate::Repaired, "coordinates_wrong",
     "Coordonnées impossibles, laissées de côté."},
    {Reason::ValueTooLong, Fate::Repaired, "value_too_long", "Texte trop long, coupé."},
    {Reason::NulByte, Fate::Repaired, "nul_byte", "Octet nul, retiré."},
    {Reason::InvalidBytes, Fate::Repaired, "invalid_bytes",
     "Caractères mal encodés, relus en windows-1252."},
    {Reason::CityMayBeCut, Fate::Kept, "city_may_be_cut",
     "Nom de commune de 26 caractères, peut-être coupé."},
    {Reason::KindChanged, Fate::Kept, "kind_changed",
     "Le type a changé ; l’habilitation reste ce qu’elle était."},
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
    csv::write_row(out, {"ligne", "colonne", "valeur", "code", "motif"});
}

void write_finding(std::ostream& out, const Finding& finding) {
    csv::write_row(out, {fmt::to_string(finding.line), finding.column, finding.value,
                         code(finding.reason), sentence(finding.reason)});
}

}  // namespace gps::lists
