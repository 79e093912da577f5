#include "lists/import_row.hpp"

#include "base/digest.hpp"
#include "base/text.hpp"
#include "lists/cells.hpp"
#include "structures/kinds.hpp"
#include "structures/places.hpp"
#include "structures/words.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gps::lists {
namespace {

using namespace std::string_view_literals;

constexpr auto kColumnNames =
    std::to_array({"source"sv, "source_id"sv, "kind"sv, "name"sv, "siret"sv, "address"sv,
                   "postcode"sv, "city"sv, "insee_code"sv, "department"sv, "phone"sv, "email"sv,
                   "website"sv, "latitude"sv, "longitude"sv});
static_assert(kColumnNames.size() == kColumnCount);

constexpr std::size_t kLongestKey = 100;      // bytes, of source, source_id and kind
constexpr std::size_t kLongestText = 300;     // bytes, of what people read
constexpr std::size_t kLongestFinding = 200;  // bytes

// A record on its way to become a structure.
class RowReading {
 public:
    RowReading(const csv::Record& record, const Columns& columns)
        : record_(record), columns_(columns) {}

    ReadRow read();

 private:
    bool is_whole();
    bool has_its_key();
    void tell_repairs();
    void read_name_and_kind();
    void read_place();
    void read_department();
    void read_contact();
    void read_coordinates();

    [[nodiscard]] std::string_view cell(Column column) const {
        return columns_.cell(record_, column);
    }
    std::string text(Column column);
    // The cell as `parse` reads it; "" with a finding when it cannot.
    template <class Parse>
    std::string parsed(Column column, Reason otherwise, Parse parse);
    template <class Parse>
    std::string place_code(Column column, Reason otherwise, Parse parse);
    void tell(Column column, Reason reason);
    void tell(std::string_view column, std::string_view value, Reason reason);

    const csv::Record& record_;
    const Columns& columns_;
    structures::Structure structure_;
    std::vector<Finding> findings_;
};

ReadRow RowReading::read() {
    if (!is_whole()) return {.incoming = std::nullopt, .findings = std::move(findings_)};
    tell_repairs();
    if (!has_its_key()) return {.incoming = std::nullopt, .findings = std::move(findings_)};
    read_name_and_kind();
    read_place();
    read_department();
    read_contact();
    read_coordinates();
    structures::Incoming incoming{.line = record_.line, .structure = std::move(structure_)};
    seal(incoming);
    return {.incoming = std::move(incoming), .findings = std::move(findings_)};
}

// A record with more or fewer cells than the header is a cut file or a separator inside a text:
// what it says may stand in the wrong column, even when the cells too many are blank.
bool RowReading::is_whole() {
    for (const auto& repair : record_.repairs) {
        if (repair.flaw == csv::Flaw::TooLong) tell("", "", Reason::RecordTooLong);
        if (repair.flaw == csv::Flaw::OpenQuote) tell("", "", Reason::FileCut);
    }
    if (!findings_.empty()) return false;
    if (record_.fields.size() == columns_.count()) return true;
    tell("", fmt::format("{} / {}", record_.fields.size(), columns_.count()),
         Reason::WrongColumnCount);
    return false;
}

void RowReading::tell_repairs() {
    for (const auto& repair : record_.repairs) {
        const auto reason =
            repair.flaw == csv::Flaw::NulByte ? Reason::NulByte : Reason::InvalidBytes;
        if (repair.field >= columns_.count()) continue;
        tell(columns_.header(repair.field), record_.at(repair.field), reason);
    }
}

bool RowReading::has_its_key() {
    struct Part {
        Column column;
        Reason missing;
        std::string& value;
    };
    for (const auto& [column, missing, value] :
         {Part{Column::Source, Reason::SourceMissing, structure_.source},
          Part{Column::SourceId, Reason::SourceIdMissing, structure_.source_id},
          Part{Column::Kind, Reason::KindMissing, structure_.kind}}) {
        value = base::clean(cell(column));
        if (value.empty()) tell(column, missing);
        if (value.size() > kLongestKey) tell(column, Reason::KeyTooLong);
    }
    if (base::clean(without_doubled_quotes(cell(Column::Name))).empty())
        tell(Column::Name, Reason::NameMissing);
    return std::ranges::none_of(
        findings_, [](const Finding& finding) { return fate(finding.reason) == Fate::Rejected; });
}

void RowReading::read_name_and_kind() {
    const auto name = text(Column::Name);
    structure_.name = base::clean(without_doubled_quotes(name));
    if (structure_.name != name) tell(Column::Name, Reason::QuotesDoubled);
    structure_.sensitivity = structures::kind(structure_.kind).sensitivity;
    if (!structures::is_known_kind(structure_.kind)) tell(Column::Kind, Reason::KindUnknown);
    structure_.siret = parsed(Column::Siret, Reason::SiretWrong, siret);
}

void RowReading::read_place() {
    structure_.address = text(Column::Address);
    structure_.postcode = place_code(Column::Postcode, Reason::PostcodeWrong, postcode);
    structure_.city = text(Column::City);
    if (structures::may_be_cut(structure_.city)) tell(Column::City, Reason::CityMayBeCut);
    structure_.insee_code = place_code(Column::InseeCode, Reason::InseeCodeWrong, insee_code);
}

void RowReading::read_department() {
    const auto said = base::clean(cell(Column::Department));
    structure_.department = structures::department_of(structure_.insee_code, structure_.postcode);
    if (structure_.department.empty() && structures::is_department(said))
        structure_.department = said;
    if (said.empty() || said == structure_.department) return;
    const bool is_corrected = !structure_.department.empty();
    tell(Column::Department,
         is_corrected ? Reason::DepartmentCorrected : Reason::DepartmentUnknown);
}

void RowReading::read_contact() {
    structure_.phone = parsed(Column::Phone, Reason::PhoneWrong, phone);
    structure_.email = parsed(Column::Email, Reason::EmailWrong, email);
    structure_.website = parsed(Column::Website, Reason::WebsiteWrong, website);
}

void RowReading::read_coordinates() {
    const auto latitude = base::clean(cell(Column::Latitude));
    const auto longitude = base::clean(cell(Column::Longitude));
    if (latitude.empty() && longitude.empty()) return;
    structure_.coordinates = coordinates(latitude, longitude);
    if (!structure_.coordinates) {
        tell(column_name(Column::Latitude), latitude + " " + longitude, Reason::CoordinatesWrong);
    }
}

std::string RowReading::text(Column column) {
    auto whole = base::clean(cell(column));
    if (whole.size() <= kLongestText) return whole;
    tell(column, Reason::ValueTooLong);
    return std::string(base::beginning(whole, kLongestText));
}

template <class Parse>
std::string RowReading::parsed(Column column, Reason otherwise, Parse parse) {
    const auto value = text(column);
    if (value.empty()) return {};
    auto kept = parse(value);
    if (!kept) tell(column, otherwise);
    return std::move(kept).value_or("");
}

template <class Parse>
std::string RowReading::place_code(Column column, Reason otherwise, Parse parse) {
    bool lost_zero = false;
    auto code =
        parsed(column, otherwise, [&](std::string_view value) -> std::optional<std::string> {
            auto read = parse(value);
            if (!read) return std::nullopt;
            lost_zero = read->lost_zero;
            return std::move(read->code);
        });
    if (lost_zero) tell(column, Reason::ZeroLost);
    return code;
}

void RowReading::tell(Column column, Reason reason) {
    tell(column_name(column), cell(column), reason);
}

void RowReading::tell(std::string_view column, std::string_view value, Reason reason) {
    findings_.push_back({.line = record_.line,
                         .column = std::string(column),
                         .value = std::string(base::beginning(value, kLongestFinding)),
                         .reason = reason});
}

}  // namespace

base::Result<Columns> Columns::of(const csv::Reader& file) {
    Columns columns;
    columns.headers_.assign(file.header().begin(), file.header().end());
    for (std::size_t i = 0; i < kColumnCount; ++i) {
        const auto name = kColumnNames.at(i);
        if (file.is_repeated(name))
            return base::refuse(base::Refusal::Invalid, "csv.column_repeated", name);
        columns.places_.at(i) = file.column(name);
    }
    for (const auto needed : {Column::Source, Column::SourceId, Column::Kind, Column::Name}) {
        if (columns.places_.at(static_cast<std::size_t>(needed))) continue;
        return base::refuse(base::Refusal::Invalid, "structures.columns_missing",
                            column_name(needed));
    }
    return columns;
}

std::string_view column_name(Column column) {
    return kColumnNames.at(static_cast<std::size_t>(column));
}

ReadRow read_row(const csv::Record& record, const Columns& columns) {
    return RowReading(record, columns).read();
}

void seal(structures::Incoming& incoming) {
    const auto& s = incoming.structure;
    incoming.name_key = structures::name_key(s.name);
    incoming.city_key = structures::city_key(s.city);
    const auto place = s.coordinates.value_or(structures::Coordinates{});
    incoming.content_hash = base::digest(fmt::format(
        "{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}", s.source,
        s.source_id, s.name, incoming.name_key, s.kind, s.sensitivity, s.siret, s.address,
        s.postcode, s.city, incoming.city_key, s.insee_code, s.department, s.phone, s.email,
        s.website, place.latitude, place.longitude, s.coordinates.has_value()));
}

}  // namespace gps::lists
