#include "web/server_test.hpp"

#include <atomic>
#include <csignal>
#include <list>
#include <semaphore>

#include <gtest/gtest.h>

namespace gps::web {
namespace {

Response greet(const Request& /*request*/) {
    return Response::html("bonjour");
}

constexpr std::size_t kHuge = 30'000'000;

const std::string kPost =
    "POST / HTTP/1.1\r\nHost: gps\r\nContent-Type: application/x-www-form-urlencoded\r\n";

TEST(ServerLimits, ASlowHeaderIsRefused) {
    const Served server(greet, {.header_s = 1});
    Client client(server.port());
    const Stopwatch watch;
    client.send("GET / HTTP/1.1\r\nHost:");
    EXPECT_EQ(client.receive().status, 408);
    EXPECT_LT(watch.seconds(), 2);
}

TEST(ServerLimits, ATrickledHeaderHasNoMoreTime) {
    const Served server(greet, {.header_s = 1});
    Client client(server.port());
    const Stopwatch watch;
    client.send("GET / HTTP/1.1\r\nA: ");
    while (watch.seconds() < 3 && client.send("a"))
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    EXPECT_EQ(client.receive().status, 408);
}

TEST(ServerLimits, ASlowBodyIsRefused) {
    const Served server(greet, {.body_s = 1});
    Client client(server.port());
    EXPECT_EQ(client.ask(kPost + "Content-Length: 10\r\n\r\na=1").status, 408);
}

TEST(ServerLimits, ABodyThatHardlyMovesIsRefused) {
    const Served server(greet, {.body_s = 20, .pace_s = 1, .pace = 1000});
    Client client(server.port());
    const Stopwatch watch;
    EXPECT_EQ(client.ask(kPost + "Content-Length: 10000\r\n\r\na=1").status, 408);
    EXPECT_LT(watch.seconds(), 3);
}

TEST(ServerLimits, AClientThatDoesNotReadIsLeft) {
    std::atomic<int> asked = 0;
    const Served server(
        [&asked](const Request& /*request*/) {
            ++asked;
            return Response::html(std::string(kHuge, 'x'));
        },
        {.write_s = 1});
    Client client(server.port());
    client.send("GET / HTTP/1.1\r\nHost: gps\r\n\r\nGET / HTTP/1.1\r\nHost: gps\r\n\r\n");
    std::this_thread::sleep_for(std::chrono::milliseconds(1500));
    EXPECT_EQ(client.receive().status, 0);
    EXPECT_EQ(asked, 1);
}

TEST(ServerLimits, AnIdleConnectionIsClosed) {
    const Served server(greet, {.idle_s = 1});
    Client client(server.port());
    EXPECT_EQ(client.get("/").status, 200);
    const Stopwatch watch;
    EXPECT_TRUE(client.is_closed());
    EXPECT_LT(watch.seconds(), 2);
}

TEST(ServerLimits, StuckClientsDoNotDelayOthers) {
    const Served server(greet);
    std::list<Client> stuck;
    for (int i = 0; i < 300; ++i) {
        stuck.emplace_back(server.port());
        stuck.back().send(i % 2 == 0 ? "GET / HTTP/1.1\r\n"
                                     : kPost + "Content-Length: 100\r\n\r\na");
    }
    const Stopwatch watch;
    EXPECT_EQ(Client(server.port()).get("/").status, 200);
    EXPECT_LT(watch.seconds(), 1);
}

TEST(ServerLimits, AFullServerClosesTheOldestIdleConnection) {
    const Served server(greet, {.connections = 3});
    Client slow(server.port());
    slow.send("GET / HTTP/1.1\r\n");
    Client oldest(server.port());
    EXPECT_EQ(oldest.get("/").status, 200);
    Client newer(server.port());
    EXPECT_EQ(newer.get("/").status, 200);
    Client one_more(server.port());
    EXPECT_EQ(one_more.get("/").status, 200);
    EXPECT_TRUE(oldest.is_closed());
    EXPECT_EQ(newer.get("/").status, 200);
    EXPECT_EQ(slow.ask("Host: gps\r\n\r\n").status, 200);
}

TEST(ServerLimits, SlowHeadersGiveWayWhenNoConnectionIsIdle) {
    const Served server(greet, {.connections = 2});
    Client first(server.port());
    first.send("GET / HTTP/1.1\r\n");
    Client second(server.port());
    second.send("GET / HTTP/1.1\r\n");
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    EXPECT_EQ(Client(server.port()).get("/").status, 200);
    EXPECT_TRUE(first.is_closed());
    EXPECT_EQ(second.ask("Host: gps\r\n\r\n").status, 200);
}

TEST(ServerLimits, AFullQueueIsSaidAtOnce) {
    std::counting_semaphore<> go(0);
    const Served server(
        [&go](const Request& /*request*/) {
            go.acquire();
            return Response::html("enfin");
        },
        {.queue = 1, .workers = 1});
    const std::string get = "GET / HTTP/1.1\r\nHost: gps\r\n\r\n";
    Client running(server.port());
    running.send(get);
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    Client queued(server.port());
    queued.send(get);
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    Client refused(server.port());
    const Answer answer = refused.ask(get);
    EXPECT_EQ(answer.status, 503);
    EXPECT_TRUE(answer.says("Retry-After: 2\r\n"));
    go.release(3);
    EXPECT_EQ(running.receive().body, "enfin");
    EXPECT_EQ(queued.receive().body, "enfin");
    EXPECT_EQ(refused.ask(get).body, "enfin");
}

TEST(ServerLimits, BodiesTogetherAreBounded) {
    const Served server(greet, {.bodies = 1000});
    Client first(server.port());
    first.send(kPost + "Content-Length: 900\r\n\r\na");
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    EXPECT_EQ(Client(server.port()).ask(kPost + "Content-Length: 101\r\n\r\n").status, 503);
    EXPECT_EQ(Client(server.port()).get("/").status, 200);
    EXPECT_EQ(first.ask(std::string(899, 'a')).status, 200);
    EXPECT_EQ(Client(server.port()).ask(kPost + "Content-Length: 3\r\n\r\na=1").status, 200);
}

TEST(ServerLimits, AStopLetsTheRequestUnderWayEnd) {
    std::binary_semaphore started(0);
    Served server([&started](const Request& /*request*/) {
        started.release();
        std::this_thread::sleep_for(std::chrono::milliseconds(400));
        return Response::html("fini");
    });
    Client idle(server.port());
    Client working(server.port());
    working.send("GET / HTTP/1.1\r\nHost: gps\r\n\r\n");
    started.acquire();
    const Stopwatch watch;
    server.stop();
    EXPECT_TRUE(idle.is_closed());
    EXPECT_LT(watch.seconds(), 0.3);
    const Answer answer = working.receive();
    EXPECT_EQ(answer.body, "fini");
    EXPECT_TRUE(answer.says("Connection: close"));
    server.join();
    EXPECT_LT(watch.seconds(), 1);
    EXPECT_FALSE(is_open(server.port()));
}

TEST(ServerLimits, AStopWaitsNoLongerThanItWasTold) {
    Served server(greet, {.drain_s = 1});
    Client slow(server.port());
    slow.send("GET / HTTP/1.1\r\n");
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    const Stopwatch watch;
    server.stop();
    server.join();
    EXPECT_GT(watch.seconds(), 0.9);
    EXPECT_LT(watch.seconds(), 2);
}

TEST(ServerLimits, ASignalStopsAndASecondOneCutsShort) {
    Served server(greet);
    Client slow(server.port());
    slow.send("GET / HTTP/1.1\r\n");
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    const Stopwatch watch;
    ::kill(::getpid(), SIGTERM);
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    EXPECT_FALSE(is_open(server.port()));
    ::kill(::getpid(), SIGTERM);
    server.join();
    EXPECT_LT(watch.seconds(), 1);
}

TEST(ServerLimits, ClientsWhoConnectedBeforeTheStopAreServed) {
    std::binary_semaphore started(0);
    Served server([&started](const Request& /*request*/) {
        started.release();
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
        return Response::html("fini");
    });
    Client working(server.port());
    working.send("GET / HTTP/1.1\r\nHost: gps\r\n\r\n");
    started.acquire();
    Client fresh(server.port());
    fresh.send("GET / HTTP/1.1\r\nHost: gps\r\n\r\n");
    server.stop();
    EXPECT_EQ(fresh.receive().body, "fini");
    EXPECT_EQ(working.receive().body, "fini");
}

TEST(ServerLimits, TwoServersMayShareAPortDuringAHandOver) {
    Listen shared{.shared_port = true};
    Served old_one(greet, {}, shared);
    shared.port = old_one.port();
    const Respond respond = [](const Request& /*request*/) { return Response::html("nouvelle"); };
    const Limits limits;
    std::promise<void> opened;
    const std::jthread new_one([&](const std::stop_token& stop) {
        serve(
            shared, limits, respond, [&opened](unsigned short) { opened.set_value(); }, stop);
    });
    opened.get_future().wait();
    old_one.stop();
    old_one.join();
    EXPECT_EQ(Client(shared.port).get("/").body, "nouvelle");
}

}  // namespace
}  // namespace gps::web
