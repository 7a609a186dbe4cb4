#include "health/transcript.hpp"

#include <doctest/doctest.h>

using namespace std::chrono_literals;

TEST_CASE("equal attempts in a row are one entry") {
    health::Transcript transcript;
    for (auto at = 100ms; at < 4000ms; at += 300ms) transcript.add(at, "refused");
    for (auto at = 4000ms; at <= 5200ms; at += 400ms) transcript.add(at, "503");
    transcript.add(5400ms, "200");
    CHECK(transcript.text() == "0.1-3.7 s refused x13, 4.0-5.2 s 503 x4, 5.4 s 200");
}

TEST_CASE("a transcript stays short, keeping its beginning and its end") {
    health::Transcript transcript;
    for (int i = 0; i < 100'000; ++i) transcript.add(util::Milliseconds(i), i % 2 == 0 ? "refused" : "503");
    CHECK(transcript.text().size() < 400);
    CHECK(transcript.text().starts_with("0.0 s refused, 0.0 s 503"));
    CHECK(transcript.text().find("... 99988 more ...") != std::string::npos);
    CHECK(transcript.text().ends_with("100.0 s 503"));
}
