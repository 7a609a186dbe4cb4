#include "docker/client.hpp"

#include "support/fake_transport.hpp"

#include <doctest/doctest.h>

using docker::ApiError;
using docker::Client;
using docker::ErrorClass;

TEST_CASE("the lower of both API versions is spoken") {
    struct Row {
        const char* offered;
        const char* spoken;
    };
    for (const Row& row : {Row{"1.41", "1.41"}, Row{"1.45", "1.45"}, Row{"1.51", "1.51"}, Row{"1.99", "1.51"},
                           Row{"2.0", "1.51"}}) {
        CAPTURE(row.offered);
        support::FakeTransport transport(row.offered);
        Client client(transport);
        CHECK(client.api_version() == row.spoken);
        transport.expect("GET", std::string("/v") + row.spoken + "/info");
        client.call({.wanted = "ask", .method = "GET", .path = "/info"});
    }
}

TEST_CASE("an Engine that is too old or none is refused") {
    for (const std::string offered : {"1.40", "1.9", "", "abc", "1.41.1"}) {
        CAPTURE(offered);
        support::FakeTransport transport(offered);
        Client client(transport);
        CHECK_THROWS_AS(client.api_version(), util::Error);
    }
}

TEST_CASE("versions are compared as numbers") {
    support::FakeTransport transport("1.44");
    Client client(transport);
    CHECK(client.supports("1.44"));
    CHECK(client.supports("1.9"));
    CHECK_FALSE(client.supports("1.45"));
}

TEST_CASE("a refusal has its class and the Engine's own message") {
    struct Row {
        int status;
        ErrorClass error_class;
    };
    for (const Row& row :
         {Row{400, ErrorClass::bad_request}, Row{403, ErrorClass::other}, Row{404, ErrorClass::not_found},
          Row{409, ErrorClass::conflict}, Row{500, ErrorClass::server}, Row{503, ErrorClass::server}}) {
        CAPTURE(row.status);
        support::FakeTransport transport;
        transport.expect("POST", "/v1.41/x").answers(row.status, "{\"message\":\"it went wrong\"}\n");
        Client client(transport);
        try {
            client.call({.wanted = "do x", .method = "POST", .path = "/x"});
            FAIL("not refused");
        } catch (const ApiError& error) {
            CHECK(error.status() == row.status);
            CHECK(error.error_class() == row.error_class);
            CHECK(error.message() == "it went wrong");
            CHECK(std::string(error.what()) == "cannot do x: it went wrong");
        }
    }
}

TEST_CASE("a refusal may be plain text, empty or nonsense") {
    struct Row {
        const char* body;
        const char* message;
    };
    for (const Row& row :
         {Row{"page not found\n", "cannot do x: page not found"}, Row{"", "cannot do x: status 500"},
          Row{"{\"message\":7}", "cannot do x: status 500"}, Row{"[]", "cannot do x: status 500"}}) {
        CAPTURE(row.body);
        support::FakeTransport transport;
        transport.expect("GET", "/v1.41/x").answers(500, row.body);
        Client client(transport);
        CHECK_THROWS_WITH_AS(client.call({.wanted = "do x", .method = "GET", .path = "/x"}), row.message,
                             ApiError);
    }
}

TEST_CASE("a broken connection says what was wanted and can be told apart") {
    support::FakeTransport transport;
    transport.expect("GET", "/v1.41/x").throws(docker::ConnectionError("the line is dead"));
    Client client(transport);
    CHECK_THROWS_WITH_AS(client.call({.wanted = "do x", .method = "GET", .path = "/x"}),
                         "cannot do x: the line is dead", docker::ConnectionError);
}

TEST_CASE("a refused stream throws, an accepted one hands its pieces over") {
    support::FakeTransport transport;
    transport.expect("GET", "/v1.41/s").answers(404, R"({"message":"gone"})");
    transport.expect("GET", "/v1.41/s").streams({"a", "b"});
    Client client(transport);
    std::string all;
    const auto take = [&](std::string_view piece) {
        all += piece;
        return true;
    };
    CHECK_THROWS_AS(client.stream({.wanted = "read s", .method = "GET", .path = "/s"}, take), ApiError);
    client.stream({.wanted = "read s", .method = "GET", .path = "/s"}, take);
    CHECK(all == "ab");
}

TEST_CASE("what goes into a URL is encoded") {
    CHECK(docker::url_encoded("a.web-1_~") == "a.web-1_~");
    CHECK(docker::url_encoded("a b/c?d&e=f%\n\xC3\xA9") == "a%20b%2Fc%3Fd%26e%3Df%25%0A%C3%A9");
}

TEST_CASE("an id that would address another route is refused") {
    for (const std::string id : {"", ".", ".."}) CHECK_THROWS_AS(docker::checked_id(id), util::Error);
    CHECK(docker::checked_id("a") == "a");
}
