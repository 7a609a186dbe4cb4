#include "clients.hpp"

#include "connection.hpp"
#include "util/process.hpp"
#include "util/text.hpp"

#include <re2/re2.h>
#include <thread>

namespace load {

namespace {

using namespace std::chrono_literals;

constexpr auto pause_between_requests = 2ms;
constexpr const char* slow_path = "/slow/5000";

/// Sent once more if `connection` may have been closed under it.
Answer ask_twice_at_most(Connection& connection, Tally& tally) {
    const bool was_reused = connection.is_reused();
    const Answer answer = connection.get("/", Connection::After::keep);
    if (answer != Answer::none || !was_reused) return answer;
    ++tally.repeated;
    return connection.get("/", Connection::After::keep);
}

void count(Answer answer, Tally& tally) {
    ++tally.requests;
    if (answer != Answer::good) ++tally.failed;
}

/// The number that the pattern captures; 0 if it is nowhere in the text.
long number_in(const std::string& text, const std::string& pattern) {
    long number = 0;
    RE2::PartialMatch(text, pattern, &number);
    return number;
}

long failures_that_wrk_counted(const std::string& output) {
    long failures = number_in(output, "Non-2xx or 3xx responses: (\\d+)");
    for (const std::string kind : {"connect", "read", "write", "timeout"})
        failures += number_in(output, "Socket errors: .*" + kind + " (\\d+)");
    return failures;
}

}

void ask_on_a_kept_connection(const std::string& app, Tally& tally, const std::stop_token& stop) {
    Connection connection(app);
    while (!stop.stop_requested()) {
        count(ask_twice_at_most(connection, tally), tally);
        std::this_thread::sleep_for(pause_between_requests);
    }
}

void ask_slowly(const std::string& app, Tally& tally, const std::stop_token& stop) {
    Connection connection(app);
    while (!stop.stop_requested()) count(connection.get(slow_path, Connection::After::close), tally);
}

void ask_with_wrk(const std::string& app, Tally& tally, const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        const auto ended = util::run({.words = {"wrk", "--threads", "1", "--connections", "4", "--duration",
                                                "2s", "--timeout", "60s", "--header", "Host: " + app,
                                                "--header", "Connection: close", "http://127.0.0.1:8080/"}});
        tally.requests += number_in(ended.output, "(\\d+) requests in ");
        tally.failed += failures_that_wrk_counted(ended.output) + (ended.status != 0 ? 1 : 0);
    }
}

}
