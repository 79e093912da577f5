#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// An HTTP request and its answer, as the rooms see them: no HTTP library shows through.
namespace gps::web {

enum class Method { Get, Post };  // HEAD is answered as GET, without a body

// Fields of a query or of a urlencoded body, in order; a name may stand several times. Their memory
// is wiped at the end.
class Form {
 public:
    using Fields = std::vector<std::pair<std::string, std::string>>;
    // A field named so is read by secret() alone: it is not sent again, kept nor compared.
    static constexpr std::string_view kSecretPrefix = "secret_";

    Form() = default;
    explicit Form(Fields fields);
    Form(const Form&) = default;
    Form(Form&&) noexcept = default;
    Form& operator=(Form other) noexcept;
    ~Form();

    // The value of a field whose name starts with kSecretPrefix; "" when absent.
    std::string_view secret(std::string_view name) const;

    // The first value, or "" when the field is absent.
    std::string_view get(std::string_view name) const;
    bool has(std::string_view name) const;
    std::vector<std::string_view> all(std::string_view name) const;
    const Fields& fields() const { return fields_; }
    const Fields& secrets() const { return secrets_; }

 private:
    Fields fields_;
    Fields secrets_;
};

struct Request {
    Method method = Method::Get;
    std::string path = "/";                                        // decoded, starts with "/"
    std::string target = "/";                                      // path and query as sent
    std::map<std::string, std::string, std::less<>> in_path = {};  // {name} of the route
    Form query = {};
    Form form = {};                                                // of a urlencoded body
    std::map<std::string, std::string, std::less<>> headers = {};  // names in lower case
    std::string source = {};  // the client's network, taken from a trusted proxy if there is one
    std::string id = {};      // names this request in logs and error pages

    std::string_view header(std::string_view name) const;
    std::string_view param(std::string_view name) const;  // of the path; "" when absent
    std::optional<std::string> cookie(std::string_view name) const;
};

class Response {
 public:
    static Response html(std::string body, int status = 200);
    static Response see_other(std::string location);  // 303: after a successful form

    // Throws std::invalid_argument when the name is no token or the value holds a control
    // character. Content-Length, Date, Connection and the like belong to the server, which refuses
    // them.
    Response& set(std::string name, std::string value);
    bool has(std::string_view name) const;                 // whatever the case of its letters
    std::string_view header(std::string_view name) const;  // the first one; "" when absent

    int status = 200;
    bool is_recorded = false;  // a refusal that leaves a row (a wrong code counts)
    std::string body = {};
    std::vector<std::pair<std::string, std::string>> headers = {};
    // For the log, not sent: the pattern that was matched, and why it was refused, as a code.
    std::string route = {};
    std::string refusal = {};
};

// A refused or failed request changes nothing in the database, but for what counts refusals.
inline bool keeps(const Response& response) {
    return response.status < 400 || response.is_recorded;
}

}  // namespace gps::web
