#include "web/server_test.hpp"

#include <gtest/gtest.h>

namespace gps::web {
namespace {

// Says back what it was asked; some paths misbehave.
Response echo(const Request& request) {
    if (request.path == "/panne") throw std::runtime_error("broken on purpose");
    if (request.path == "/etrange") throw 42;
    if (request.path == "/injection") {
        Response response;
        response.headers.emplace_back("Location", "/a\r\nSet-Cookie: stolen=1");
        return response;
    }
    if (request.path == "/longue") return Response::html(std::string(30'000, 'x'));
    std::string body = request.method == Method::Get ? "GET " : "POST ";
    body += request.path + " from " + request.source;
    for (const auto& [name, value] : request.form.fields())
        body.append(" ").append(name).append("=").append(value);
    return Response::html(body);
}

const std::string kForm = "Content-Type: application/x-www-form-urlencoded\r\n";

TEST(Server, AnswersARequest) {
    const Served server(echo);
    Client client(server.port());
    const Answer answer = client.get("/bonjour?a=1");
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body, "GET /bonjour from 127.0.0.1");
    EXPECT_TRUE(answer.says("Date: "));
    EXPECT_TRUE(answer.says("Content-Security-Policy: default-src 'none'"));
    EXPECT_TRUE(answer.says("Cache-Control: no-store"));
    EXPECT_FALSE(answer.says("Server:"));
    EXPECT_FALSE(answer.says("Connection: close"));
    EXPECT_EQ(client.get("/encore").status, 200);
}

TEST(Server, ReadsAForm) {
    const Served server(echo);
    Client client(server.port());
    EXPECT_EQ(client
                  .ask("POST /p HTTP/1.1\r\nHost: gps\r\n" + kForm +
                       "Content-Length: 12\r\n\r\na=1&b=%C3%A9")
                  .body,
              "POST /p from 127.0.0.1 a=1 b=é");
}

TEST(Server, ReadsAChunkedFormWithoutBelievingItsTrailers) {
    const Served server(echo, {}, {.trusted_proxies = {"127.0.0.1"}});
    Client client(server.port());
    EXPECT_EQ(client
                  .ask("POST /p HTTP/1.1\r\nHost: gps\r\n" + kForm +
                       "Transfer-Encoding: chunked\r\n\r\n"
                       "2\r\na=\r\n3;x=y\r\n123\r\n0\r\nX-Forwarded-For: 6.6.6.6\r\n\r\n")
                  .body,
              "POST /p from 127.0.0.1 a=123");
    EXPECT_EQ(client.get("/", "X-Forwarded-For: 203.0.113.9\r\n").body, "GET / from 203.0.113.9");
}

TEST(Server, AFormThatCannotBeReadIsRefused) {
    const Served server(echo);
    Client client(server.port());
    const Answer answer =
        client.ask("POST /p HTTP/1.1\r\nHost: gps\r\n" + kForm + "Content-Length: 5\r\n\r\na=%ZZ");
    EXPECT_EQ(answer.status, 400);
    EXPECT_EQ(client.get("/").status, 200);
}

TEST(Server, AnswersHeadLikeGetWithoutTheBody) {
    const Served server(echo);
    Client client(server.port());
    client.send("HEAD /longue HTTP/1.1\r\nHost: gps\r\n\r\n");
    const Answer answer = client.receive(true);
    EXPECT_EQ(answer.status, 200);
    EXPECT_TRUE(answer.says("Content-Length: 30000\r\n"));
    EXPECT_EQ(client.get("/apres").body, "GET /apres from 127.0.0.1");
}

TEST(Server, AnswersPipelinedRequestsInOrder) {
    const Served server(echo);
    Client client(server.port());
    client.send("GET /1 HTTP/1.1\r\nHost: gps\r\n\r\nPOST /2 HTTP/1.1\r\nHost: gps\r\n" + kForm +
                "Content-Length: 3\r\n\r\na=1\r\nGET /3 HTTP/1.1\r\nHost: gps\r\n\r\n");
    EXPECT_EQ(client.receive().body, "GET /1 from 127.0.0.1");
    EXPECT_EQ(client.receive().body, "POST /2 from 127.0.0.1 a=1");
    EXPECT_EQ(client.receive().body, "GET /3 from 127.0.0.1");
}

TEST(Server, AnswersARequestThatComesByteByByte) {
    const Served server(echo);
    Client client(server.port());
    for (const char c : std::string_view("GET /lent HTTP/1.1\r\nHost: gps\r\n\r\n")) {
        client.send({&c, 1});
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    EXPECT_EQ(client.receive().body, "GET /lent from 127.0.0.1");
}

TEST(Server, CompressesForWhoAsks) {
    const Served server(echo);
    Client client(server.port());
    const Answer packed = client.get("/longue", "Accept-Encoding: gzip\r\n");
    EXPECT_TRUE(packed.says("Content-Encoding: gzip"));
    EXPECT_LT(packed.body.size(), 200U);
    EXPECT_EQ(client.get("/longue").body.size(), 30'000U);
}

TEST(Server, TellsTheClientToContinue) {
    const Served server(echo);
    Client client(server.port());
    const std::string head =
        "POST /p HTTP/1.1\r\nHost: gps\r\n" + kForm + "Expect: 100-continue\r\nContent-Length: ";
    EXPECT_EQ(client.ask(head + "3\r\n\r\n").status, 100);
    EXPECT_EQ(client.ask("a=1").body, "POST /p from 127.0.0.1 a=1");
    EXPECT_EQ(client.ask(head + "99999999\r\n\r\n").status, 413);
}

void expect_failure_page(const Answer& answer) {
    EXPECT_EQ(answer.status, 500);
    EXPECT_NE(answer.body.find("Numéro d’incident"), std::string::npos);
    EXPECT_EQ(answer.body.find("purpose"), std::string::npos);
    EXPECT_FALSE(answer.says("stolen"));
}

TEST(Server, AResponderThatThrowsIsAFailurePage) {
    const Served server(echo);
    Client client(server.port());
    expect_failure_page(client.get("/panne"));
    expect_failure_page(client.get("/etrange"));
    expect_failure_page(client.get("/injection"));
    EXPECT_EQ(client.get("/").status, 200);
}

TEST(Server, AnIncidentIsFoundInTheLogByItsNumber) {
    testing::internal::CaptureStderr();
    Answer answer;
    {
        const Served server(echo);
        answer = Client(server.port()).get("/panne?nom=secret");
    }
    const std::string log = testing::internal::GetCapturedStderr();
    const std::size_t at = log.find(R"("incident":")");
    ASSERT_NE(at, std::string::npos) << log;
    const std::string incident = log.substr(at + 12, 11);
    EXPECT_NE(answer.body.find(incident), std::string::npos) << incident;
    EXPECT_NE(log.find("broken on purpose"), std::string::npos);
    EXPECT_EQ(log.find("secret"), std::string::npos);
}

struct Malformed {
    int status = 0;
    std::string request = {};
};

std::vector<Malformed> malformed_requests() {
    const std::string post = "POST / HTTP/1.1\r\nHost: gps\r\n" + kForm;
    const std::string chunked = post + "Transfer-Encoding: chunked\r\n\r\n";
    return {
        {400, "hello\r\n\r\n"},
        {400, "GET  / HTTP/1.1\r\nHost: gps\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\n\r\n"},
        {400, "GET / HTTP/1.1\nHost: gps\n\n"},
        {400, "GET / HTTP/1.1\r\nHost : gps\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\n Host: gps\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\nHost: gps\r\nA: b\r\n c\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\nHost: gps\r\nA: b\rc\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\nHost: gps\r\nA: " + std::string(1, 0) + "\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\nHost: gps\r\nno colon\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\nHost: gps\r\n: empty\r\n\r\n"},
        {400, "GET http://gps/ HTTP/1.1\r\nHost: gps\r\n\r\n"},
        {400, "GET / HTTP/x\r\nHost: gps\r\n\r\n"},
        {400, "GET /\r\n\r\n"},
        {400, "\x16\x03\x01\x02"},
        {505, "GET / HTTP/2.0\r\nHost: gps\r\n\r\n"},
        {505, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"},
        {501, "BREW / HTTP/1.1\r\nHost: gps\r\n\r\n"},
        {405, "DELETE / HTTP/1.1\r\nHost: gps\r\n\r\n"},
        {400, post + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
        {400, post + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n"},
        {400, post + "Content-Length: 3\r\nContent-Length: 4\r\n\r\na=1"},
        {400, post + "Content-Length: 3\r\nContent-Length: 3\r\n\r\na=1"},
        {400, post + "Content-Length: +3\r\n\r\na=1"},
        {400, post + "Content-Length: 0x3\r\n\r\na=1"},
        {400, post + "Content-Length: 99999999999999999999\r\n\r\na=1"},
        {501, post + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"},
        {501, post + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"},
        {400, post + "Transfer-Encoding:\x0b"
                     "chunked\r\n\r\n0\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\nHost: gps\r\nContent-Length: 3\r\n\r\nGET"},
        {400, chunked + "zz\r\na=1\r\n0\r\n\r\n"},
        {400, chunked + "-3\r\na=1\r\n0\r\n\r\n"},
        {400, chunked + "3 \r\na=1x\r\n0\r\n\r\n"},
        {400, chunked + "3\r\na=1x\r\n0\r\n\r\n"},
        {400, chunked + "3\na=1\n0\n\n"},
        {413, chunked + "FFFFFFF\r\n"},
        {400, chunked + "FFFFFFFFFFFFFFFFF\r\n"},
        {415,
         "POST / HTTP/1.1\r\nHost: gps\r\nContent-Type: multipart/form-data; "
         "boundary=x\r\nContent-Length: 9\r\n\r\n--x--\r\n\r\n"},
        {413, post + "Content-Length: 2000000\r\n\r\n"},
        {431, "GET / HTTP/1.1\r\nHost: gps\r\nA: " + std::string(20'000, 'a') + "\r\n\r\n"},
        {431, "GET /" + std::string(20'000, 'a')},
    };
}

// What is wrong with the answer to a malformed request; nothing, hopefully.
std::string fault_in(const Answer& answer, int status) {
    if (answer.status != status) return "answered " + std::to_string(answer.status);
    if (!answer.says("Connection: close\r\n")) return "keeps the connection";
    if (!answer.says("Content-Security-Policy")) return "has no policy";
    if (answer.body.find("<html lang=\"fr\">") == std::string::npos) return "is no page";
    return "";
}

TEST(Server, AMalformedRequestIsRefusedAndItsConnectionClosed) {
    const std::string smuggled = "GET /smuggled HTTP/1.1\r\nHost: gps\r\n\r\n";
    const Served server(echo);
    for (const Malformed& c : malformed_requests()) {
        Client client(server.port());
        client.send(c.request);
        if (c.status != 413) client.send(smuggled);
        const std::string fault = fault_in(client.receive(), c.status);
        const int second = client.receive().status;
        EXPECT_TRUE(fault.empty() && second == 0)
            << fault << testing::PrintToString(c.request.substr(0, 160));
    }
}

TEST(Server, ABodyTooLargeIsRefusedToAClientThatIsStillSending) {
    const Served server(echo);
    Client client(server.port());
    client.send("POST / HTTP/1.1\r\nHost: gps\r\n" + kForm + "Content-Length: 4000000\r\n\r\n");
    client.send(std::string(4'000'000, 'a'));
    EXPECT_EQ(client.receive().status, 413);
}

TEST(Server, AnOldClientIsAnsweredOnce) {
    const Served server(echo);
    Client client(server.port());
    const Answer answer = client.ask("GET / HTTP/1.0\r\n\r\n");
    EXPECT_EQ(answer.status, 200);
    EXPECT_TRUE(answer.says("Connection: close"));
    EXPECT_TRUE(client.is_closed());
}

TEST(Server, ABusyPortIsSaidClearly) {
    const Served server(echo);
    try {
        serve({.port = server.port()}, {}, echo, [](unsigned short) { FAIL(); });
        FAIL();
    } catch (const std::runtime_error& error) {
        EXPECT_EQ(error.what(), "cannot listen on 127.0.0.1 port " + std::to_string(server.port()) +
                                    ": Address already in use");
    }
}

}  // namespace
}  // namespace gps::web
