#include "diagnosis/sighting.hpp"

#include "cases.hpp"
#include "util/error.hpp"
#include "util/file.hpp"
#include "util/text.hpp"

#include <doctest/doctest.h>

using namespace diagnosis;
using namespace std::string_literals;

namespace {

std::optional<Sighting> sight_in(const std::string& output,
                                 const Signatures& signatures = shipped_signatures()) {
    return sight(signatures, {.code = Code::exited, .output = output});
}

std::string rule(const std::string& id, const std::string& pattern, const std::string& more = "") {
    return "- id: " + id + "\n  pattern: '" + pattern + "'\n  cause: because\n" + more;
}

}

TEST_CASE("the shipped rules are right") {
    CHECK(shipped_signatures().complaints.empty());
    CHECK(shipped_signatures().list.size() > 40);
    for (const Signature& signature : shipped_signatures().list) {
        CAPTURE(signature.id);
        CHECK_FALSE(signature.fix.empty());
    }
}

TEST_CASE("output is searched for what is known") {
    struct Row {
        const char* output;
        const char* id;
    };
    for (const Row& row : {
             Row{"Error: listen EADDRINUSE: address already in use :::5000", "port-in-use"},
             Row{"OSError: [Errno 98] Address already in use", "port-in-use"},
             Row{"Error: listen EACCES: permission denied 0.0.0.0:80", "privileged-port"},
             Row{"nginx: [emerg] bind() to 0.0.0.0:80 failed (13: Permission denied)", "privileged-port"},
             Row{"(13)Permission denied: AH00072: make_sock: could not bind to address 0.0.0.0:80",
                 "privileged-port"},
             Row{"Error: listen EADDRNOTAVAIL: address not available ::1:5000", "address-missing"},
             Row{"ModuleNotFoundError: No module named 'flask'", "python-module"},
             Row{"ImportError: cannot import name 'escape' from 'jinja2'", "python-import"},
             Row{"Error: Cannot find module 'express'", "node-module"},
             Row{"Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'koa' imported from /app/a.mjs",
                 "node-module"},
             Row{"cannot load such file -- sinatra (LoadError)", "ruby-gem"},
             Row{"Could not find rack-2.2.4 in locally installed gems", "ruby-bundle"},
             Row{"Error: Could not find or load main class com.example.Main", "java-class"},
             Row{"KeyError: 'DATABASE_URL'", "python-variable"},
             Row{"key not found: \"SECRET\" (KeyError)", "ruby-variable"},
             Row{"Error: Missing required environment variable: API_KEY", "variable-missing"},
             Row{"Environment variable DATABASE_URL is not set", "variable-missing"},
             Row{"/start: 3: DATABASE_URL: parameter not set", "variable-missing"},
             Row{"connection to server at \"db\" (10.0.0.1), port 5432 failed: Connection refused",
                 "database-refused"},
             Row{"Error: connect ECONNREFUSED 127.0.0.1:6379", "service-refused"},
             Row{"Error: connect ECONNREFUSED 10.0.0.2:5432", "database-refused"},
             Row{"Error: getaddrinfo ENOTFOUND db", "name-unknown"},
             Row{"FATAL:  password authentication failed for user \"shop\"", "database-password"},
             Row{"FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory",
                 "node-memory"},
             Row{"java.lang.OutOfMemoryError: Java heap space", "java-memory"},
             Row{"./app: error while loading shared libraries: libpq.so.5: cannot open", "shared-library"},
             Row{"Error loading shared library libstdc++.so.6: No such file or directory", "shared-library"},
             Row{"./app: /lib/libc.so.6: version `GLIBC_2.38' not found (required by ./app)", "libc-version"},
             Row{"exec /app/run: exec format error", "exec-format"},
             Row{"/app/run: 1: \x7f"
                 "ELF\x02: not found",
                 "shell-reads-program"},
             Row{"exec /app/crlf.sh: no such file or directory", "interpreter-missing"},
             Row{"env: 'bash\\r': No such file or directory", "script-line-ends"},
             Row{"A server is already running. Check /app/tmp/pids/server.pid.", "rails-pid-file"},
             Row{"Migrations are pending. To resolve this issue, run: bin/rails db:migrate",
                 "rails-migrations"},
             Row{"You have 3 unapplied migration(s).", "django-migrations"},
             Row{"OSError: [Errno 30] Read-only file system: '/data/x'", "read-only"},
             Row{"sh: 1: ngnix: not found", "shell-missing"},
             Row{"/bin/bash: line 1: ngnix: command not found", "shell-missing"},
             Row{"[FATAL tini (7)] exec /srv/start failed: Permission denied", "tini-mode"},
             Row{"it all ended in an unhandled exception", "says-why"},
         }) {
        CAPTURE(row.output);
        const auto sighting = sight_in("first line\n"s + row.output + "\nlast line\n");
        REQUIRE(sighting);
        CHECK(sighting->signature->id == row.id);
        CHECK(sighting->line == util::printable(row.output));
    }
    CHECK_FALSE(sight_in("all is well\n"));
    CHECK_FALSE(sight_in(""));
}

TEST_CASE("a sighting is bounded and printable") {
    const auto sighting = sight_in("\x1b[31mEADDRINUSE " + std::string(100000, 'x'));
    REQUIRE(sighting);
    CHECK(sighting->line.size() < 400);
    CHECK(sighting->line.starts_with("\\x1b[31m"));
}

TEST_CASE("what a pattern's groups take is told, and pasted if a shell takes it as a word") {
    auto failure = make_case(Code::exited);
    SUBCASE("a word") {
        failure.last_output = "KeyError: 'API_KEY'\n";
        const auto told = explain(failure);
        CHECK(told.cause == "The program reads the config variable API_KEY, which is not set.");
        CHECK(contains(told.fix, "$ dokku config:set shop API_KEY=value"));
    }
    SUBCASE("an attack") {
        failure.last_output = "[FATAL tini (7)] exec $(reboot) failed: Permission denied\n";
        const auto told = explain(failure);
        CHECK(told.cause == "$(reboot) is there, but may not be executed.");
        for (const auto& line : told.fix)
            if (line.starts_with("$ ")) CHECK(line.find("reboot") == std::string::npos);
    }
    SUBCASE("what was measured stands") {
        const auto own = read_signatures(rule("a", "(?P<app>evil)", "  fix: '$ {cli} x {app}'\n"), "f");
        failure.last_output = "evil\n";
        CHECK(contains(explain(failure, own).fix, "$ dokku x shop"));
    }
}

TEST_CASE("a rule fits by count, codes, companion, and by what its cause needs") {
    const auto fits = [](const std::string& text, const std::string& output,
                         Search search = {.code = Code::exited, .output = {}}) {
        const Signatures signatures = read_signatures(text, "f");
        REQUIRE(signatures.complaints.empty());
        search.output = output;
        return sight(signatures, search).has_value();
    };
    CHECK(fits(rule("a", "x", "  count: 2\n"), "x\nx\n"));
    CHECK_FALSE(fits(rule("a", "x", "  count: 2\n"), "x\n"));
    CHECK(fits(rule("a", "x", "  codes: [EXITED]\n"), "x\n"));
    CHECK_FALSE(fits(rule("a", "x", "  codes: [KILLED]\n"), "x\n"));
    CHECK(fits(rule("a", "x", "  with: y\n"), "y\nx\n"));
    CHECK_FALSE(fits(rule("a", "x", "  with: y\n"), "x\n"));
    CHECK(fits(rule("a", "x", "  with: y\n"), "x\n", {.code = Code::exited, .output = {}, .command = "y"}));
    CHECK_FALSE(fits("- {id: a, pattern: x, cause: 'of {port}'}", "x\n"));
    CHECK(fits("- {id: a, pattern: x, cause: 'of {port}'}", "x\n",
               {.code = Code::exited, .output = {}, .values = {{"port", "1"}}}));
    CHECK_FALSE(fits(rule("a", "x"), "x\n", {.code = Code::other_port, .output = {}}));
}

TEST_CASE("a rule that is wrong is named with its line and skipped") {
    struct Row {
        const char* rule;
        const char* complaint;
    };
    for (const Row& row : {
             Row{"- {id: a, pattern: '(', cause: c}", "f.yml:2: pattern: missing ): ("},
             Row{"- {id: a, pattern: 'a(?=b)', cause: c}", "f.yml:2: pattern: invalid perl operator: (?="},
             Row{"- {id: a, cause: c}", "f.yml:2: pattern is missing"},
             Row{"- {pattern: a, cause: c}", "f.yml:2: id is missing"},
             Row{"- {id: a, pattern: a}", "f.yml:2: cause is missing"},
             Row{"- {id: a, pattern: a, cause: c, causes: d}", "f.yml:2: there is no key causes"},
             Row{"- {id: a, pattern: a, cause: c, codes: [OUT]}", "f.yml:2: there is no code \"OUT\""},
             Row{"- {id: a, pattern: a, cause: c, codes: [\xff]}",
                 "f.yml:2: there is no code \"\xef\xbf\xbd\""},
             Row{"- {id: a, pattern: a, cause: c, codes: EXITED}", "f.yml:2: codes has to be a list"},
             Row{"- {id: a, pattern: a, cause: c, count: 0}",
                 "f.yml:2: count has to be a number from 1 to 1000"},
             Row{"- {id: a, pattern: 7, cause: c}", "f.yml:2: pattern has to be a text"},
             Row{"- just a text", "f.yml:2: a rule has to be an object"},
         }) {
        CAPTURE(row.rule);
        const auto read =
            read_signatures("# comment\n" + std::string(row.rule) + "\n" + rule("good", "x"), "f.yml");
        REQUIRE(read.complaints.size() == 1);
        CHECK(read.complaints[0] == row.complaint);
        REQUIRE(read.list.size() == 1);
        CHECK(read.list[0].id == "good");
    }
    const auto broken = read_signatures("- [", "f.yml");
    REQUIRE(broken.complaints.size() == 1);
    CHECK(broken.complaints[0].starts_with("f.yml is not valid YAML at line"));
}

TEST_CASE("an operator's rules come first and take the place of shipped ones") {
    const util::TemporaryDirectory directory;
    CHECK(all_signatures(directory.path() / "none").list.size() == shipped_signatures().list.size());

    util::write_file(directory.path() / "b.yml", rule("python-module", "ModuleNotFoundError"));
    util::write_file(directory.path() / "a.yml", "- id: broken\n");
    util::write_file(directory.path() / "notes.txt", "no rules");
    const Signatures all = all_signatures(directory.path());

    CHECK(all.list.size() == shipped_signatures().list.size());
    CHECK(sight_in("ModuleNotFoundError: No module named 'x'", all)->signature->cause == "because");
    REQUIRE(all.complaints.size() == 1);
    CHECK(all.complaints[0] == (directory.path() / "a.yml").string() + ":1: pattern is missing");
}

TEST_CASE("a pattern takes linear time") {
    const Pattern pattern("(a|aa)+$");
    CHECK_FALSE(pattern.find_in(std::string(100000, 'a') + "b"));
    CHECK_THROWS_AS(Pattern("(a{1000}){1000}"), util::Error);
}
