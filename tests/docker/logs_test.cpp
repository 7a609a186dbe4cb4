#include "docker/logs.hpp"

#include "docker/frame_decoder.hpp"
#include "docker/line_buffer.hpp"
#include "support/fake_transport.hpp"
#include "support/stream_frame.hpp"

#include <doctest/doctest.h>

using docker::FrameDecoder;

using support::frame;

namespace {

struct LogsEngine {
    support::FakeTransport transport;
    docker::Client client{transport};
    docker::Logs logs{client};
    std::vector<std::string> lines{};

    void has_terminal(bool yes) {
        transport.expect("GET", "/v1.41/containers/c/json")
            .answers(200, yes ? R"({"Config":{"Tty":true}})" : R"({"Config":{"Tty":false}})");
    }
    void follow(const docker::LogOptions& options) {
        logs.follow("c", options, [&](std::string_view line) { lines.emplace_back(line); }, {});
    }
};

}

TEST_CASE("frames are taken off, wherever the bytes are cut") {
    const std::string bytes = frame(1, "one\n") + frame(2, "") + frame(2, "two\n") + frame(1, "three");
    for (std::size_t step = 1; step <= bytes.size(); ++step) {
        CAPTURE(step);
        std::string payloads;
        FrameDecoder decoder([&](FrameDecoder::Stream, std::string_view payload) { payloads += payload; });
        for (std::size_t at = 0; at < bytes.size(); at += step)
            decoder.feed(std::string_view(bytes).substr(at, step));
        CHECK(payloads == "one\ntwo\nthree");
    }
}

TEST_CASE("a line that the Engine keeps in parts has one time") {
    LogsEngine engine;
    engine.has_terminal(false);
    const std::string time = "2026-01-02T03:04:05.000000006Z ";
    engine.transport.expect("GET", "/v1.41/containers/c/logs?stdout=1&stderr=1&tail=all&timestamps=1")
        .answers(200, frame(1, time + "a b") + frame(2, time + "error\n") + frame(1, time + "c d") +
                          frame(1, time + "\n") + frame(1, time + "next\n"));
    engine.follow({.timestamps = true});
    CHECK(engine.lines == std::vector<std::string>{time + "error", time + "a bc d", time + "next"});
}

TEST_CASE("hostile frames cost nothing and lose nothing") {
    std::string payloads;
    FrameDecoder decoder([&](FrameDecoder::Stream, std::string_view payload) { payloads += payload; });
    SUBCASE("a length of four gigabytes") {
        decoder.feed(std::string("\x01\0\0\0\xFF\xFF\xFF\xFF", 8) + "abc");
        CHECK(payloads == "abc");
    }
    SUBCASE("no frame at all") {
        decoder.feed("plain te");
        decoder.feed("xt\n");
        CHECK(payloads == "plain text\n");
    }
    SUBCASE("a stream that does not exist") {
        decoder.feed(std::string("\x09\0\0\0\0\0\0\1", 8) + "abc");
        CHECK(payloads.ends_with("abc"));
    }
}

TEST_CASE("lines are put together from pieces") {
    std::vector<std::string> lines;
    docker::LineBuffer buffer(8, [&](std::string_view line) { lines.emplace_back(line); });
    for (const std::string piece : {"a", "b\nc\r\n", "\n", "0123456789\n", "end"}) buffer.feed(piece);
    buffer.finish();
    CHECK(lines == std::vector<std::string>{"ab", "c", "", "01234567", "89", "end"});
}

TEST_CASE("whole lines of both streams are handed over") {
    LogsEngine engine;
    engine.has_terminal(false);
    engine.transport.expect("GET", "/v1.41/containers/c/logs?stdout=1&stderr=1&tail=5&follow=1&timestamps=1")
        .streams({frame(1, "long "), frame(2, "error\n"), frame(1, "line\n"), frame(1, "no end")});
    engine.follow({.follow = true, .tail = 5, .timestamps = true});
    CHECK(engine.lines == std::vector<std::string>{"error", "long line", "no end"});
}

TEST_CASE("a terminal's output has no frames") {
    LogsEngine engine;
    engine.has_terminal(true);
    engine.transport.expect("GET", "/v1.41/containers/c/logs?stdout=1&stderr=1&tail=all")
        .streams({"one\r\nt", "wo\r\n"});
    engine.follow({});
    CHECK(engine.lines == std::vector<std::string>{"one", "two"});
}

TEST_CASE("a container is not inspected where it is known whether it has a terminal") {
    LogsEngine engine;
    const auto answers = [&](const std::string& bytes) {
        engine.transport.expect("GET", "/v1.41/containers/c/logs?stdout=1&stderr=1&tail=3").streams({bytes});
    };
    answers("a\r\n");
    CHECK(engine.logs.tail("c", {1000, 3, true}) == "a\r\n");
    answers(frame(1, "a\n"));
    CHECK(engine.logs.tail("c", {1000, 3, false}) == "a\n");
}

TEST_CASE("the tail of a log") {
    LogsEngine engine;
    engine.has_terminal(false);
    SUBCASE("is no longer than asked for") {
        engine.transport.expect("GET", "/v1.41/containers/c/logs?stdout=1&stderr=1&tail=5")
            .streams({frame(1, "0123"), frame(1, "4567"), frame(2, "89")});
        CHECK(engine.logs.tail("c", {5}) == "56789");
    }
    SUBCASE("may be counted in lines") {
        engine.transport.expect("GET", "/v1.41/containers/c/logs?stdout=1&stderr=1&tail=20")
            .streams({frame(1, "x\n")});
        CHECK(engine.logs.tail("c", {1000, 20}) == "x\n");
    }
    SUBCASE("of a container without a readable log") {
        engine.transport.expect("GET", "/v1.41/containers/c/logs?stdout=1&stderr=1&tail=5")
            .answers(501, R"({"message":"configured logging driver does not support reading"})");
        CHECK_THROWS_AS(engine.logs.tail("c", {5}), docker::ApiError);
    }
    SUBCASE("of nothing") { CHECK_THROWS_AS(engine.logs.tail("", {5}), util::Error); }
}
