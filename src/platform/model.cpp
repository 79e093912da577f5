#include "platform/model.hpp"

#include <stdexcept>

namespace gps::platform {
namespace {

struct KindLine {
    Kind kind;
    std::string_view code;
    std::string_view label;
};
constexpr std::array kKinds{
    KindLine{Kind::Create, "create", "Création"},
    KindLine{Kind::Correct, "correct", "Correction"},
    KindLine{Kind::Habilitate, "habilitate", "Habilitation"},
    KindLine{Kind::Begin, "begin", "Début de l’habilitation"},
    KindLine{Kind::Withdraw, "withdraw", "Retrait de l’habilitation"},
    KindLine{Kind::End, "end", "Fin de l’habilitation"},
    KindLine{Kind::Suspend, "suspend", "Suspension"},
    KindLine{Kind::Close, "close", "Fermeture"},
    KindLine{Kind::Reopen, "reopen", "Réouverture"},
};

const KindLine& line(Kind kind) {
    for (const auto& one : kKinds) {
        if (one.kind == kind) return one;
    }
    throw std::logic_error("platform: no such decision");
}

struct BasisLine {
    Basis basis;
    std::string_view code;
    std::string_view label;
};
constexpr std::array kBasisLines{
    BasisLine{Basis::Text, "TEXTE", "Texte de loi ou règlement"},
    BasisLine{Basis::Convention, "CONVENTION", "Convention"},
    BasisLine{Basis::Decision, "DECISION", "Décision de l’autorité compétente"},
};

const BasisLine& line(Basis basis) {
    return kBasisLines.at(static_cast<std::size_t>(basis));
}

struct FieldLine {
    std::string_view field;
    std::string_view label;
};
constexpr std::array kFieldLabels{
    FieldLine{"name", "Nom"},
    FieldLine{"kind", "Type"},
    FieldLine{"siret", "SIRET"},
    FieldLine{"address", "Adresse"},
    FieldLine{"postcode", "Code postal"},
    FieldLine{"city", "Commune"},
    FieldLine{"department", "Département"},
    FieldLine{"phone", "Téléphone"},
    FieldLine{"email", "Adresse électronique"},
    FieldLine{"website", "Site internet"},
};

}  // namespace

std::string_view code(Kind kind) {
    return line(kind).code;
}
std::string_view label(Kind kind) {
    return line(kind).label;
}
Kind kind_of(std::string_view code) {
    for (const auto& one : kKinds) {
        if (one.code == code) return one.kind;
    }
    throw std::logic_error("platform: no such decision");
}

std::string_view code(Basis basis) {
    return line(basis).code;
}
std::string_view label(Basis basis) {
    return line(basis).label;
}
std::optional<Basis> basis_of(std::string_view code) {
    for (const auto& one : kBasisLines) {
        if (one.code == code) return one.basis;
    }
    return std::nullopt;
}

std::string_view field_label(std::string_view field) {
    for (const auto& one : kFieldLabels) {
        if (one.field == field) return one.label;
    }
    return field;
}

}  // namespace gps::platform
