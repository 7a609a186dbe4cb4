#include "docker/engine.hpp"

#include "unix_server.hpp"
#include "util/error.hpp"
#include "util/parallel.hpp"

#include <doctest/doctest.h>

#include <latch>

using docker::ConnectionError;
using docker::Patience;
using docker::Response;
using Connection = UnixServer::Connection;

namespace {

constexpr util::Milliseconds generous = std::chrono::seconds(60);
constexpr util::Milliseconds soon = std::chrono::milliseconds(50);
const docker::Request get{.method = "GET", .target = "/v1.41/x?secret=1"};
const docker::Request post{
    .method = "POST", .target = "/v1.41/y", .body = "{}", .content_type = "application/json"};

std::unique_ptr<docker::Transport> transport_to(const UnixServer& server) {
    return docker::make_socket_transport({server.path(), true});
}

std::string failure(docker::Transport& transport, const docker::Request& request, const Patience& patience) {
    try {
        transport.round_trip(request, patience);
    } catch (const ConnectionError& error) {
        return error.what();
    }
    return "no failure";
}

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}
}

TEST_CASE("a request goes out whole and its answer comes back") {
    std::string received;
    UnixServer server({[&](Connection& connection) {
        received = connection.receive();
        connection.send("HTTP/1.1 201 Created\r\nApi-Version: 1.41\r\nContent-Length: 2\r\n\r\nOK");
        connection.wait_for_close();
    }});
    Response response;
    {
        const auto transport = transport_to(server);
        response = transport->round_trip(post, {generous});
    }

    CHECK(response.status == 201);
    CHECK(response.body == "OK");
    CHECK(response.headers.at("api-version") == "1.41");
    CHECK(received.starts_with("POST /v1.41/y HTTP/1.1\r\n"));
    CHECK(contains(received, "\r\nHost: docker\r\n"));
    CHECK(contains(received, "\r\nContent-Type: application/json\r\n"));
    CHECK(contains(received, "\r\nContent-Length: 2\r\n"));
    CHECK(received.ends_with("\r\n\r\n{}"));
}

TEST_CASE("a connection is kept for the next request") {
    UnixServer server({[](Connection& connection) {
        while (!connection.receive().empty()) connection.send(answer("200 OK", "again"));
    }});
    {
        const auto transport = transport_to(server);
        for (int i = 0; i < 3; ++i) CHECK(transport->round_trip(get, {generous}).body == "again");
    }
    CHECK(server.accepted() == 1);
}

TEST_CASE("all the ways a body may come") {
    const std::map<std::string, std::string> answers = {
        {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n4\r\ndefg\r\n0\r\n\r\n",
         "abcdefg"},
        {"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc", "abc"},
        {"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nuntil the end", "until the end"},
        {"HTTP/1.1 204 No Content\r\n\r\n", ""},
        {"HTTP/1.1 304 Not Modified\r\n\r\n", ""},
    };
    for (const auto& [bytes, body] : answers) {
        CAPTURE(bytes);
        UnixServer server({[&bytes = bytes](Connection& connection) {
            connection.receive();
            connection.send(bytes);
        }});
        CHECK(transport_to(server)->round_trip(get, {generous}).body == body);
    }
}

TEST_CASE("a kept connection that the Engine has closed is replaced") {
    const auto once = [](Connection& connection) {
        connection.receive();
        connection.send(answer("200 OK", "one"));
    };
    UnixServer server({once, once});
    const auto transport = transport_to(server);

    CHECK(transport->round_trip(get, {generous}).body == "one");
    server.wait_for_closed(1);
    CHECK(transport->round_trip(post, {generous}).body == "one");
    CHECK(server.accepted() == 2);
}

TEST_CASE("a kept connection that closes without an answer") {
    const auto close_at_second = [](Connection& connection) {
        connection.receive();
        connection.send(answer("200 OK", "one"));
        connection.receive();
    };
    const auto serve = [](Connection& connection) {
        while (!connection.receive().empty()) connection.send(answer("200 OK", "two"));
    };
    UnixServer server({close_at_second, serve});
    const auto transport = transport_to(server);
    REQUIRE(transport->round_trip(get, {generous}).body == "one");

    SUBCASE("is replaced for a question") { CHECK(transport->round_trip(get, {generous}).body == "two"); }
    SUBCASE("is an error for a command, which may have been carried out") {
        CHECK(failure(*transport, post, {generous}) ==
              "the Docker Engine broke off its answer to POST /v1.41/y");
        CHECK(server.accepted() == 1);
    }
}

TEST_CASE("an Engine that answers half, garbage or too much") {
    const std::map<std::string, std::string> answers = {
        {"", "broke off its answer to GET /v1.41/x"},
        {"HTTP/1.1 200 OK\r\nContent-Le", "broke off"},
        {"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf", "broke off"},
        {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab", "broke off"},
        {"SSH-2.0-OpenSSH_9.2\r\n", "cannot be read"},
        {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "cannot be read"},
        {"HTTP/1.1 200 OK\r\nX: " + std::string(100'000, 'x') + "\r\n\r\n", "cannot be read"},
        {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + std::string(300'000, '0'),
         "cannot be read"},
        {"HTTP/1.1 200 OK\r\nContent-Length: 80000000\r\n\r\n" + std::string(68U << 20U, 'x'),
         "is too large"},
    };
    for (const auto& [bytes, message] : answers) {
        CAPTURE(bytes.substr(0, 80));
        UnixServer server({[&bytes = bytes](Connection& connection) {
            connection.receive();
            connection.send(bytes);
        }});
        const auto transport = transport_to(server);
        const std::string found = failure(*transport, get, {generous});
        CAPTURE(found);
        CHECK(contains(found, message));
        CHECK_FALSE(contains(found, "secret"));
    }
}

TEST_CASE("a huge Content-Length alone takes no memory") {
    UnixServer server({[](Connection& connection) {
        connection.receive();
        connection.send("HTTP/1.1 500 Oops\r\nContent-Length: 4000000000000\r\n\r\n" +
                        std::string(3U << 20U, 'x'));
        connection.wait_for_close();
    }});
    const Response response = transport_to(server)->round_trip(get, {generous});
    CHECK(response.status == 500);
    CHECK(response.body.size() < (2U << 20U));
}

TEST_CASE("an Engine that says nothing") {
    UnixServer server({[](Connection& connection) {
        connection.receive();
        connection.wait_for_close();
    }});
    const auto transport = transport_to(server);

    SUBCASE("is given up at the deadline") {
        CHECK(failure(*transport, get, {soon}) ==
              "the Docker Engine did not answer GET /v1.41/x within 50 ms");
    }
    SUBCASE("is left at once when a stop is requested") {
        std::stop_source source;
        const util::Background stopper([&](const std::stop_token&) { source.request_stop(); });
        CHECK_THROWS_AS(transport->round_trip(get, {generous, source.get_token()}), util::Interrupted);
    }
    SUBCASE("is not asked after a stop") {
        std::stop_source source;
        source.request_stop();
        CHECK_THROWS_AS(transport->round_trip(get, {generous, source.get_token()}), util::Interrupted);
    }
}

TEST_CASE("a trickling answer does not outlive the deadline") {
    UnixServer server({[](Connection& connection) {
        connection.receive();
        connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n");
        connection.wait_for_close();
    }});
    CHECK(contains(failure(*transport_to(server), get, {soon}), "did not answer"));
}

TEST_CASE("an answer that comes while a long body is still being sent is read") {
    UnixServer server({[](Connection& connection) {
        connection.send(answer("400 Bad Request", R"({"message":"bad tag"})"));
    }});
    const docker::Request upload{.method = "POST",
                                 .target = "/build",
                                 .body = std::string(32U << 20U, 'x'),
                                 .content_type = "application/x-tar"};
    const Response response = transport_to(server)->round_trip(upload, {generous});
    CHECK(response.status == 400);
    CHECK(response.body == R"({"message":"bad tag"})");
}

TEST_CASE("a stream hands its body over as it comes") {
    std::latch head_seen(1);
    UnixServer server({[&](Connection& connection) {
        connection.receive();
        connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        head_seen.wait();
        connection.send("5\r\nfirst\r\n");
        connection.send("6\r\nsecond\r\n0\r\n\r\n");
        connection.wait_for_close();
    }});
    std::vector<std::string> pieces;
    {
        const auto transport = transport_to(server);
        transport->stream(get, {generous}, [&](std::string_view piece) {
            if (pieces.empty()) head_seen.count_down();
            pieces.emplace_back(piece);
            return true;
        });
    }
    REQUIRE_FALSE(pieces.empty());
    CHECK_MESSAGE(pieces.front().empty(), "the head alone has to be told of");
    std::string all;
    for (const std::string& piece : pieces) all += piece;
    CHECK(all == "firstsecond");
}

TEST_CASE("a stream ends when nobody wants more of it") {
    UnixServer server({[](Connection& connection) {
        connection.receive();
        connection.send("HTTP/1.1 200 OK\r\n\r\nabc");
        connection.wait_for_close();
    }});
    int pieces = 0;
    transport_to(server)->stream(get, {generous}, [&](std::string_view piece) {
        ++pieces;
        return piece.empty();
    });
    CHECK(pieces == 2);
}

TEST_CASE("a stream that falls silent") {
    UnixServer server({[](Connection& connection) {
        connection.receive();
        connection.send("HTTP/1.1 200 OK\r\n\r\n");
        connection.wait_for_close();
    }});
    const auto transport = transport_to(server);
    std::stop_source source;

    SUBCASE("is given up after its timeout") {
        CHECK_THROWS_AS(transport->stream(get, {soon}, [](std::string_view) { return true; }),
                        ConnectionError);
    }
    SUBCASE("goes on without one until a stop is requested") {
        const auto stop = [&](std::string_view) { return source.request_stop(); };
        const docker::Patience for_ever{util::Milliseconds(0), source.get_token()};
        CHECK_THROWS_AS(transport->stream(get, for_ever, stop), util::Interrupted);
    }
}

TEST_CASE("a stream that is refused has the Engine's message and hands nothing over") {
    UnixServer server({[](Connection& connection) {
        connection.receive();
        connection.send(answer("404 Not Found", R"({"message":"No such container: a"})"));
        connection.wait_for_close();
    }});
    int pieces = 0;
    const Response response =
        transport_to(server)->stream(get, {generous}, [&](std::string_view) { return ++pieces > 0; });
    CHECK(response.status == 404);
    CHECK(response.body == R"({"message":"No such container: a"})");
    CHECK(pieces == 0);
}

TEST_CASE("many threads share one transport") {
    constexpr std::size_t callers = 8;
    const auto serve = [](Connection& connection) {
        while (!connection.receive().empty()) connection.send(answer("200 OK", "x"));
    };
    UnixServer server(std::vector<UnixServer::Script>(callers, serve));
    std::atomic<int> answered = 0;
    {
        const auto transport = transport_to(server);
        util::parallel(callers, callers, {}, [&](std::size_t, const std::stop_token& stop) {
            for (int i = 0; i < 20; ++i)
                if (transport->round_trip(get, {generous, stop}).body == "x") ++answered;
        });
    }
    CHECK(answered == 160);
}

TEST_CASE("an Engine that cannot be reached is told with what to do") {
    const util::TemporaryDirectory directory;
    const std::string path = (directory.path() / "none.sock").string();

    SUBCASE("nothing is there") {
        CHECK(failure(*docker::make_socket_transport({path, true}), get, {generous}) ==
              "the Docker Engine cannot be reached at " + path +
                  ": No such file or directory; is the Docker Engine running?");
    }
    SUBCASE("nobody listens") {
        CHECK(contains(failure(*docker::make_socket_transport({"127.0.0.1:1", false}), get, {generous}),
                       "Connection refused; is the Docker Engine running?"));
    }
}
