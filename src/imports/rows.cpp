#include "imports/rows.hpp"

#include "people/names.hpp"
#include "ui/french.hpp"

#include <algorithm>
#include <array>

namespace gps::imports {
namespace {

constexpr int kOldest = 120;  // years

// The columns of each table, numbered as in their names below.
struct Member {
    enum Column : std::size_t { Email, LastName, FirstName, Role, Source, SourceId, Count };
};
struct Followed {
    enum Column : std::size_t {
        Professional,
        Source,
        SourceId,
        BirthName,
        FirstName,
        BirthDate,
        Commune,
        Email,
        Phone,
        Start,
        Role,
        Reasons,
        Referent,
        Certified,
        CertifiedDate,
        Notice,
        NoticeDate,
        Count
    };
};

constexpr std::array<ColumnName, Member::Count> kProfessionalColumns{
    ColumnName{{"email", "e-mail", "courriel", "mail"}}, ColumnName{{"nom", "last_name"}},
    ColumnName{{"prenom", "prénom", "first_name"}},      ColumnName{{"role", "rôle"}, false},
    ColumnName{{"structure_source", "source"}},          ColumnName{{"structure_id", "source_id"}},
};

constexpr std::array<ColumnName, Followed::Count> kFollowedColumns{
    ColumnName{{"email", "e-mail", "mail"}},
    ColumnName{{"structure_source", "source"}},
    ColumnName{{"structure_id", "source_id"}},
    ColumnName{{"nom_naissance", "nom de naissance", "birth_name"}},
    ColumnName{{"prenom", "prénom", "first_name"}},
    ColumnName{{"date_naissance", "date de naissance", "birth_date"}},
    ColumnName{{"commune"}, false},
    ColumnName{{"courriel"}, false},
    ColumnName{{"telephone", "téléphone", "phone"}, false},
    ColumnName{{"debut", "début"}},
    ColumnName{{"role", "rôle"}},
    ColumnName{{"motifs"}},
    ColumnName{{"referent", "référent"}, false},
    ColumnName{{"referent_certifie", "référent certifié"}, false},
    ColumnName{{"referent_certifie_le", "référent certifié le"}, false},
    ColumnName{{"information"}},
    ColumnName{{"information_le", "information le"}},
};

std::string in_small_letters(std::string text) {
    std::ranges::transform(text, text.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
    return text;
}

std::string in_capitals(std::string text) {
    std::ranges::transform(text, text.begin(),
                           [](char c) { return c >= 'a' && c <= 'z' ? char(c - 'a' + 'A') : c; });
    return text;
}

people::Email email(RowReading& row, std::size_t column, Reason otherwise) {
    const auto email = people::Email::parse(row.text(column));
    if (email) return *email;
    row.tell(column, otherwise);
    return {};
}

std::string name(RowReading& row, std::size_t column, Reason otherwise) {
    const auto name = people::clean_name(row.text(column), "");
    if (name) return *name;
    row.tell(column, otherwise);
    return {};
}

StructureKey structure(RowReading& row, std::size_t source, std::size_t id) {
    StructureKey key{.source = row.text(source), .id = row.text(id)};
    if (key.source.empty() || key.id.empty()) row.tell(id, Reason::StructureUnknown);
    return key;
}

std::string member_role(RowReading& row) {
    const auto role = in_small_letters(row.text(Member::Role));
    if (role.empty() || role == "member" || role == "membre") return "member";
    if (role == "administrator" || role == "administrateur") return "administrator";
    row.tell(Member::Role, Reason::MemberRoleUnknown);
    return {};
}

base::Date past_day(RowReading& row, std::size_t column, base::Date today, Reason otherwise) {
    const auto day = ui::parse_date(row.text(column));
    if (day && *day <= today) return *day;
    row.tell(column, otherwise);
    return {};
}

base::Date birth_date(RowReading& row, base::Date today) {
    const auto day = past_day(row, Followed::BirthDate, today, Reason::BirthDateWrong);
    if (day.plus_months(12 * kOldest) < today)
        row.tell(Followed::BirthDate, Reason::BirthDateWrong);
    return day;
}

std::string phone(RowReading& row) {
    const auto phone = people::Phone::parse(row.text(Followed::Phone));
    if (phone) return phone->e164();
    row.tell(Followed::Phone, Reason::PhoneWrong);
    return {};
}

people::Identity person(RowReading& row, base::Date today) {
    people::Identity person{
        .birth_name = name(row, Followed::BirthName, Reason::NameWrong),
        .first_name = name(row, Followed::FirstName, Reason::NameWrong),
        .birth_date = birth_date(row, today),
    };
    if (!row.text(Followed::Commune).empty())
        person.commune = name(row, Followed::Commune, Reason::CommuneWrong);
    if (!row.text(Followed::Email).empty())
        person.email = email(row, Followed::Email, Reason::PersonEmailWrong).text();
    if (!row.text(Followed::Phone).empty()) person.phone = phone(row);
    if (person.commune.empty() && person.email.empty() && person.phone.empty())
        row.tell(Followed::Commune, Reason::FactMissing);
    return person;
}

// Codes separated by bars, in any case.
sharing::Reasons reasons(RowReading& row) {
    sharing::Reasons reasons = 0;
    bool has_unknown = false;
    const auto codes = in_capitals(row.text(Followed::Reasons)) + "|";
    for (std::size_t from = 0; from < codes.size();) {
        const auto end = codes.find('|', from);
        auto code = codes.substr(from, end - from);
        std::erase(code, ' ');
        const auto bit = sharing::reason_bit(code);
        has_unknown = has_unknown || (bit == 0 && !code.empty());
        reasons |= bit;
        from = end + 1;
    }
    if (reasons == 0) {
        row.tell(Followed::Reasons, Reason::ReasonMissing);
    } else if (has_unknown) {
        row.tell(Followed::Reasons, Reason::ReasonUnknown);
    }
    return reasons;
}

sharing::PartTyped part(RowReading& row, base::Date today) {
    sharing::PartTyped part{.started_on = past_day(row, Followed::Start, today, Reason::StartWrong),
                            .role = in_capitals(row.text(Followed::Role)),
                            .reasons = reasons(row)};
    if (!sharing::is_role(part.role)) row.tell(Followed::Role, Reason::RoleUnknown);
    return part;
}

// The law asks that every person be told that they are recorded: without it, no row.
doors::Notice notice(RowReading& row, base::Date today) {
    const auto way = people::notice_way(in_small_letters(row.text(Followed::Notice)));
    if (!way) row.tell(Followed::Notice, Reason::NoticeMissing);
    return {.way = way.value_or(people::NoticeWay::HandedOver),
            .on = past_day(row, Followed::NoticeDate, today, Reason::NoticeDateWrong)};
}

bool is_referent(RowReading& row) {
    const auto word = in_small_letters(row.text(Followed::Referent));
    const bool is_read = word.empty() || word == "oui" || word == "non";
    if (!is_read) row.tell(Followed::Referent, Reason::ReferentUnreadable);
    return word == "oui";
}

// What is not read says nothing: neither a certification, nor its end, nor its day is guessed.
std::optional<doors::Attested> certified(RowReading& row, base::Date today) {
    const auto word = in_small_letters(row.text(Followed::Certified));
    if (word.empty()) return std::nullopt;
    if (word != "oui" && word != "non") {
        row.tell(Followed::Certified, Reason::CertifiedUnreadable);
        return std::nullopt;
    }
    doors::Attested data{.is_referent = word == "oui"};
    if (row.text(Followed::CertifiedDate).empty()) return data;
    data.on = ui::parse_date(row.text(Followed::CertifiedDate));
    if (data.on && *data.on <= today) return data;
    row.tell(Followed::CertifiedDate, Reason::CertifiedDateWrong);
    return std::nullopt;
}

template <class Row>
ReadRow<Row> ended(RowReading& reading, Row row) {
    ReadRow<Row> read;
    if (!reading.is_rejected()) read.row = std::move(row);
    read.findings = reading.take();
    return read;
}

}  // namespace

std::span<const ColumnName> professional_columns() {
    return kProfessionalColumns;
}

ReadRow<ProfessionalRow> read_professional(const csv::Record& record, const Columns& columns) {
    RowReading row(record, columns);
    if (row.is_rejected()) return ended<ProfessionalRow>(row, {});
    return ended<ProfessionalRow>(row,
                                  {.line = record.line,
                                   .email = email(row, Member::Email, Reason::EmailWrong),
                                   .last_name = name(row, Member::LastName, Reason::NameWrong),
                                   .first_name = name(row, Member::FirstName, Reason::NameWrong),
                                   .role = member_role(row),
                                   .structure = structure(row, Member::Source, Member::SourceId)});
}

std::span<const ColumnName> followed_columns() {
    return kFollowedColumns;
}

ReadRow<FollowedRow> read_followed(const csv::Record& record, const Columns& columns,
                                   base::Date today) {
    RowReading row(record, columns);
    if (row.is_rejected()) return ended<FollowedRow>(row, {});
    return ended<FollowedRow>(
        row, {.line = record.line,
              .professional = email(row, Followed::Professional, Reason::EmailWrong),
              .structure = structure(row, Followed::Source, Followed::SourceId),
              .person = person(row, today),
              .part = part(row, today),
              .notice = notice(row, today),
              .is_referent = is_referent(row),
              .certified = certified(row, today)});
}

}  // namespace gps::imports
