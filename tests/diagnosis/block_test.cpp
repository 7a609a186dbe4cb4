#include "cases.hpp"

#include "util/json.hpp"
#include "util/text.hpp"
#include "util/wrap.hpp"

#include <doctest/doctest.h>

#include <algorithm>

TEST_CASE("a block says what, evidence, output, cause, fix, in that order") {
    auto failure = make_case(Code::loopback_only, at_port_5000({{"127.0.0.1", 5000, false}}));
    failure.verdict.evidence.command = {"rails", "server"};
    failure.last_output = "one\n  two\n\nthree\n";
    failure.output_lines = 2;
    const std::vector<std::string> wanted = {
        "web.1 listens only on 127.0.0.1:5000 [LOOPBACK_ONLY]",
        "  check: release",
        "  command: rails server",
        "  expected at: 172.17.0.2:5000",
        "  listens on: 127.0.0.1:5000",
        "  image exposes: nothing",
        "  attempts: 0.0-179.9 s refused x9400",
        "  time allowed: 3 min",
        "Last 2 lines of output:",
        "  |   two",
        "  | three",
        "Cause: 127.0.0.1 (localhost) inside a container is reached only",
        "  from inside; the proxy connects to 172.17.0.2.",
        "Fix: Bind to all addresses, 0.0.0.0, on the port in $PORT (5000).",
        "  For rails: rails server -b 0.0.0.0 -p $PORT",
        "  Or, without a change of the app:",
        "    $ dokku config:set shop BINDING=0.0.0.0",
        "Does not help: checks:skip or checks:disable, since the proxy",
        "  could not reach the app either.",
    };
    CHECK(util::join(to_lines(failure, diagnosis::explain(failure)), "\n") == util::join(wanted, "\n"));
}

TEST_CASE("no line but a command is wider than a terminal with the prefixes of git and Dokku") {
    auto evidence = at_port_5000({{"127.0.0.1", 5000, false}, {"::1", 8000, true}});
    evidence.command = {"java", std::string(300, 'x'), "-jar", "a b c"};
    evidence.transcript = std::string(2000, 'y');
    for (int i = 0; i <= static_cast<int>(Code::worker_timeout); ++i) {
        auto failure = make_case(static_cast<Code>(i), evidence);
        failure.last_output = std::string(5000, 'z') + "\n" + std::string(500, '\xc3') + "\n";
        for (const auto& line : to_lines(failure, diagnosis::explain(failure))) {
            CAPTURE(line);
            CHECK((line.size() <= util::line_width || line.starts_with("    $ ")));
        }
    }
}

TEST_CASE("a command stays on one line, to be pasted") {
    auto failure = make_case(Code::other_port, at_port_5000({{"0.0.0.0", 8000, false}}));
    failure.app = std::string(60, 'a');
    const auto lines = to_lines(failure, diagnosis::explain(failure));
    CHECK(std::find(lines.begin(), lines.end(), "    $ dokku ports:set " + failure.app + " http:80:8000") !=
          lines.end());
}

TEST_CASE("the JSON holds code, words and what was measured") {
    auto evidence = at_port_5000({{"127.0.0.1", 5000, false}});
    evidence.run_time = 1500ms;
    evidence.exit_code = 3;
    evidence.first_bytes = "\xff\x00";
    auto failure = make_case(Code::exited, evidence);
    failure.last_output = "bad \xff byte\n";
    failure.verdict.warnings = {"listens elsewhere"};
    const auto json = util::parse_json(to_json(failure, diagnosis::explain(failure)));
    CHECK(json["app"] == "shop");
    CHECK(json["code"] == "EXITED");
    CHECK(json["headline"] == "web.1 exited with code 3 after 1.5 s");
    CHECK(json["evidence"]["exit_code"] == 3);
    CHECK(json["evidence"]["run_time"] == 1.5);
    CHECK(json["evidence"]["endpoint"]["port"] == 5000);
    CHECK(json["evidence"]["listeners"][0]["address"] == "127.0.0.1");
    CHECK(json["evidence"]["first_bytes"] == "\\xff");
    CHECK_FALSE(json["evidence"].contains("signal"));
    CHECK(json["output"] == "bad \\xff byte\n");
    CHECK(json["warnings"][0] == "listens elsewhere");
    CHECK(json["fix"].is_array());
}
