#include "access/drafts.hpp"

#include "access/cookies.hpp"
#include "access/drafts_store.hpp"
#include "access/forms.hpp"
#include "base/digest.hpp"
#include "base/seal.hpp"
#include "web/forms.hpp"

namespace gps::access {
namespace {

constexpr std::size_t kLongestDraft = std::size_t{64} * 1024;  // as written

// The path and its fields, but for the token of the session that has ended.
std::string written(const web::Request& request) {
    std::vector<std::pair<std::string_view, std::string_view>> fields;
    for (const auto& [name, value] : request.form.fields()) {
        if (name != kTokenField) fields.emplace_back(name, value);
    }
    return web::with_query(web::percent_encoded(request.path), fields);
}

std::optional<ui::SendAgain> read(std::string_view text) {
    const auto mark = text.find('?');
    const auto path = web::percent_decoded(text.substr(0, mark));
    const auto fields =
        web::parse_urlencoded(mark == std::string_view::npos ? "" : text.substr(mark + 1));
    if (!path || !fields) return std::nullopt;
    ui::SendAgain again{.action = *path};
    for (const auto& [name, value] : fields->fields()) again.fields.push_back({name, value});
    return again;
}

}  // namespace

bool keep_draft(const Visit& visit, std::string_view session, std::string_view browser) {
    const auto& request = visit.request;
    if (request.method != web::Method::Post || !comes_from_here(visit.house, request) ||
        !is_form_token(visit.house, session, request.form.get(kTokenField)) ||
        holds_misplaced_nir(request.form))
        return false;
    const auto text = written(request);
    if (text.size() > kLongestDraft) return false;
    const auto owner = store::owner_of_ended(visit.tx, base::digest(session));
    if (!owner) return false;
    store::keep_draft(visit.tx, {.holder_digest = base::digest(browser),
                                 .owner = *owner,
                                 .sealed = base::seal(visit.house.keys.sealing(), text),
                                 .at = visit.now});
    return true;
}

std::optional<structures::StructureId> claim_draft(const House& house, db::Transaction& tx,
                                                   people::ProfessionalId professional,
                                                   std::string_view browser,
                                                   std::string_view session) {
    return store::claim_draft(tx, {.from_digest = base::digest(browser),
                                   .to_digest = base::digest(session),
                                   .professional = professional,
                                   .since = house.clock.now().minus(kDraftLife)});
}

std::optional<ui::SendAgain> draft(const Visit& visit) {
    const auto session = cookie(visit.house, visit.request, Cookie::Session);
    const auto sealed =
        store::draft(visit.tx, base::digest(session), visit.viewer, visit.now.minus(kDraftLife));
    if (!sealed) return std::nullopt;
    const auto text = base::unseal(visit.house.keys.sealing(), *sealed);
    if (!text) return std::nullopt;
    auto again = read(*text);
    if (again) again->fields.push_back({std::string(kTokenField), visit.form().csrf});
    return again;
}

}  // namespace gps::access
