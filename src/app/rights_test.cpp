#include "access/doorkeeper.hpp"
#include "access/rates.hpp"
#include "app/routes.hpp"
#include "base/digest.hpp"
#include "scene/standings.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <map>
#include <regex>
#include <sstream>
#include <tuple>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

using namespace gps;

// The matrix of docs/rights.md: every route on a person, asked by everyone who may stand somewhere
// to them, in every state of the person. Each cell is declared there, and tried here.
namespace {

using scene::Subject;
using Pairs = std::vector<std::pair<std::string, std::string>>;

struct Caller {
    std::string cookie = {};
    access::Viewer viewer = {};
};
constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQR";
constexpr std::array<std::string_view, 5> kStates{"active", "set_aside", "opposed", "archived",
                                                  "deactivated"};
// Who was set aside as they were recorded has the part of who recorded them, and no other.
constexpr std::string_view kAroundSetAside = "ENOPQR";

// "GET /personnes/{personne}" -> a cell a letter.
using Table = std::map<std::string, std::string>;
using Matrix = std::map<std::string, Table, std::less<>>;  // by state

bool is_about_a_person(std::string_view path);
std::string name_of(const access::Route& route);
char cell(const web::Response& response, const web::Response& of_nobody);

class RightsMatrix : public scene::Standings {
 protected:
    void SetUp() override {
        Standings::SetUp();
        if (HasFatalFailure()) return;
        doorkeeper_.emplace(house(), app::all_routes());
    }

    Caller caller(char letter, const Subject& of, std::string_view state) {
        auto viewer = letter == 'E' && state == "set_aside" ? of.recorder : standing(letter, of.id);
        if (letter == 'R') return {};
        if (letter == 'C') viewer.strength = access::Strength::Reduced;
        return {.cookie = session_of(viewer), .viewer = viewer};
    }
    // ---- What they ask --------------------------------------------------------------------------

    std::string session_of(const access::Viewer& viewer) {
        const auto token = "token-" + viewer.email;
        const auto now = house().clock.now().micros;
        gps::tests::run_sql(
            db(),
            fmt::format("INSERT INTO access_sessions (public_id, token_digest, professional_id, "
                        "structure_id, device, created_at, last_seen_at, expires_at, strength) "
                        "VALUES ('{}', '{}', {}, {}, 'x', {}, {}, {}, '{}')",
                        base::PublicId::fresh().text(), base::digest(token), viewer.id.value,
                        viewer.acting_for ? std::to_string(viewer.structure().value) : "NULL", now,
                        now, now + 3'600'000'000,
                        viewer.strength == access::Strength::Full ? "full" : "reduced"));
        return "__Host-gps_session=" + token;
    }
    web::Response ask(const access::Route& route, const Caller& who, const Subject& of) {
        std::string path(static_cast<std::string_view>(route.path));
        const auto put = [&](const std::string& name, const std::string& value) {
            const auto at = path.find("{" + name + "}");
            if (at != std::string::npos) path.replace(at, name.size() + 2, value);
        };
        put("personne", of.id.text());
        for (const auto& [name, value] : of.named) put(name, value);
        web::Request request{.method = route.method, .path = path, .target = path};
        if (!who.cookie.empty()) request.headers = {{"cookie", who.cookie}};
        if (request.method == web::Method::Post) request.form = web::Form(form(who, of));
        return doorkeeper_->respond(request);
    }
    // Good answers to every form: what is refused is refused for who asks.
    Pairs form(const Caller& who, const Subject& of) {
        const auto name = [&](const char* of_what) { return of.named.at(of_what); };
        return {{"_csrf", token_of(who)},
                {"_cle", base::PublicId::fresh().text()},
                {"debut", "31/03/2026"},
                {"fin", ""},
                {"role", "CIP"},
                {"motifs", "EMPLOI"},
                {"comment", "oral"},
                {"le", "31/03/2026"},
                {"pour", "tous"},
                {"canal", "courriel"},
                {"intervenant", name("intervenant")},
                {"structure", name("structure")},
                {"motif", "AUTRE"},
                {"motif-" + name("demande"), "AUTRE"},
                {"motif-" + name("alerte"), "INJOIGNABLE"},
                {"precision", "Fixer un rendez-vous avec elle en mars."},
                {"motif-" + name("acces"), "PLUS_UTILE"},
                {"verdict-" + name("urgence"), "justified"},
                {"note-" + name("urgence"), "Vu avec elle au téléphone le même jour."},
                {"referent", name("intervenant") + "." + name("structure")},
                {"opposition", "AUTRE"},
                {"vers", "adresse"},
                {"courriel", "dehors@y.fr"},
                {"nature", "addition"},
                {"souhait", "ACCORD"},
                {"accord", "oui"},
                {"collegue", name("intervenant") + "." + name("structure")},
                {"destinataire", name("intervenant") + "." + name("structure")},
                {"sujet", "POINT"},
                {"creneaux", "LUNDI_MATIN"},
                {"moyen", "TELEPHONE"},
                {"secret_nir", fresh_number()},
                {"civilite", "madame"}};
    }
    // That nobody has: the key is 97 less what is left of a division by 97.
    std::string fresh_number() {
        const std::int64_t number = 2'900'530'189'000 + ++numbers_;
        return fmt::format("{}{:02}", number, 97 - number % 97);
    }
    std::string token_of(const Caller& who) {
        if (who.cookie.empty()) return "";
        const auto page = doorkeeper_->respond({.path = "/mon-compte/coordonnees",
                                                .target = "/mon-compte/coordonnees",
                                                .headers = {{"cookie", who.cookie}}});
        static const std::regex token(R"re(name="_csrf" value="([^"]+)")re");
        std::smatch found;
        return std::regex_search(page.body, found, token) ? found[1].str() : "";
    }

    // Somebody in that state, and one who stands so to them.
    std::pair<Subject, Caller> placed(char letter, std::string_view state) {
        const bool is_alone = state == "set_aside";
        auto of = is_alone ? alone() : subject();
        auto who = caller(letter, of, state);
        if (!is_alone) asked(of);
        set_state(of.id, state);
        return {of, who};
    }
    // Every route, by one who stands so. What an act changed is made anew for the next route.
    void try_as(char letter, std::string_view state, Table& tried) {
        const bool is_alone = state == "set_aside";
        std::optional<Subject> of;
        Caller who;
        for (const auto& route : app::all_routes()) {
            if (!is_about_a_person(route.path)) continue;
            auto& cells = tried[name_of(route)];
            if (is_alone && kAroundSetAside.find(letter) == std::string_view::npos) {
                cells += ' ';
                continue;
            }
            if (!of) std::tie(of, who) = placed(letter, state);
            auto unknown = *of;
            unknown.id = base::PublicId::fresh();
            unknown.named["demande"] = unknown.id.text();
            const auto of_nobody = ask(route, who, unknown);
            cells += cell(ask(route, who, *of), of_nobody);
            if (cells.back() == '+') of.reset();
            advance(std::chrono::seconds(1));
        }
    }

 private:
    std::optional<access::Doorkeeper> doorkeeper_;
    int numbers_ = 0;
};

bool is_about_a_person(std::string_view path) {
    return path.starts_with("/personnes/{personne}") || path.starts_with("/demandes/{demande}");
}

std::string name_of(const access::Route& route) {
    const auto* const verb = web::Method(route.method) == web::Method::Get ? "GET" : "POST";
    return fmt::format("{} {}", verb, std::string_view(route.path));
}

bool is_led_away(const web::Response& response) {
    static const std::regex away("^/(connexion|structure|plateforme)(/.*)?$");
    return response.status == 303 && std::ranges::any_of(response.headers, [&](const auto& header) {
               return header.first == "Location" && std::regex_match(header.second, away);
           });
}

// The legend of docs/rights.md.
char cell(const web::Response& response, const web::Response& of_nobody) {
    const auto masked = [](const std::string& body) {
        static const std::regex random(R"([0-9a-z]{26}|value="[^"]*")");
        return std::regex_replace(body, random, "");
    };
    if (is_led_away(response)) return '>';
    switch (response.status) {
        case 404:
            return masked(response.body) == masked(of_nobody.body) ? '.' : '!';
        case 200:
            if (response.body.find("DURAND") != std::string::npos) return 'D';
            return response.body.find("D… J…") != std::string::npos ? 'I' : 'P';
        case 303:
            return '+';
        case 403:
            return 'F';
        case 409:
            return 'C';
        default:
            return '?';
    }
}

std::vector<std::string> codes_in(const std::string& line) {
    static const std::regex code("`([a-z_]+)`");
    std::vector<std::string> found;
    for (std::sregex_iterator one(line.begin(), line.end(), code), end; one != end; ++one)
        found.push_back((*one)[1]);
    return found;
}

// Lines "| GET /personnes/{personne} | D | I | . |" under "## `active`".
Matrix declared() {
    Matrix found;
    std::ifstream in("docs/rights.md");
    std::vector<std::string> states;
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with("## `")) states = codes_in(line);
        if (!line.starts_with("| GET ") && !line.starts_with("| POST ")) continue;
        const auto end = line.find(" |");
        std::string cells;
        for (auto at = end + 3; at < line.size(); at += 4) cells += line[at];
        for (const auto& state : states) found[state][line.substr(2, end - 2)] = cells;
    }
    return found;
}

std::string shown(const std::string& route, const std::string& cells) {
    std::string line = "| " + route + " |";
    for (const char one : cells) line += fmt::format(" {} |", one);
    return line;
}

}  // namespace
INSTANTIATE_ON_EVERY_ENGINE(RightsMatrix);

TEST_P(RightsMatrix, EveryCellIsAsDeclared) {
    const auto matrix = declared();
    int cells = 0;
    for (const auto state : kStates) {
        Table tried;
        for (const char letter : kLetters) try_as(letter, state, tried);
        ASSERT_FALSE(tried.empty());
        const auto of_state = matrix.find(state);
        const auto table = of_state == matrix.end() ? Table() : of_state->second;
        for (const auto& [route, found] : tried) {
            cells += static_cast<int>(found.size());
            const auto line = table.find(route);
            EXPECT_EQ(shown(route, found), shown(route, line == table.end() ? "" : line->second))
                << state;
        }
        EXPECT_EQ(table.size(), tried.size()) << state << ": a route that is no more";
    }
    RecordProperty("cells", cells);
}
