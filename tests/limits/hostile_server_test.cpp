#include "witnessed.hpp"

#include "engine/standalone_host.hpp"
#include "support/scripted_server.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <filesystem>

using namespace std::chrono_literals;
using e2e::all_of;
using support::Peer;
using support::ScriptedServer;

namespace {

constexpr int most_memory_kib = 24 << 10;

/// `docker healthcheck check` of a container that runs, as a hook of its own.
class Checker {
public:
    Checker() : app_("checked") {
        app_.must_push({{"web", "--text=hello"}});
        std::filesystem::create_symlink(e2e::program("SCHEDULER_PROGRAM"), program());
        e2e::program("DEPLOYER_PROGRAM");
    }

    /// With these entries for web, asked at a port of this machine.
    util::Ended check(const std::string& entries, int port) {
        return run(entries, {"--ip-address", "127.0.0.1", "--port", std::to_string(port)});
    }
    util::Ended check(const std::string& entries) { return run(entries, {}); }
    limits::Seen seen() const { return witness_.seen(); }

private:
    util::Path program() const { return directory_.path() / "docker-healthcheck"; }

    util::Ended run(const std::string& entries, const std::vector<std::string>& flags) {
        util::write_file(directory_.path() / "app.json", R"({"healthchecks": {"web": [)" + entries + "]}}");
        std::vector<std::string> words{program(), "check", "checked.web.1"};
        words.insert(words.end(), flags.begin(), flags.end());
        return util::run({.words = words,
                          .environment = witness_.environment(),
                          .directory = directory_.path(),
                          .timeout = 300s});
    }

    e2e::TestApp app_;
    util::TemporaryDirectory directory_;
    limits::Witness witness_{"docker-healthcheck"};
};

/// The whole of what a server says: first this, then that for ever.
support::Script endless(const std::string& first, const std::string& then, util::Milliseconds pause = 0ms) {
    return [=](const Peer& peer) {
        peer.hear_request();
        peer.say(first);
        while (!peer.is_gone()) {
            peer.say(then);
            if (pause > 0ms) std::this_thread::sleep_for(pause);
        }
    };
}

support::Script unfinished(const std::string& first) {
    return [=](const Peer& peer) {
        peer.hear_request();
        peer.say(first);
        peer.wait_for_close();
    };
}

std::string ten_thousand_headers() {
    std::string head = "HTTP/1.1 200 OK\r\n";
    for (int i = 0; i < 10'000; ++i) head += "X-Header-" + std::to_string(i) + ": value\r\n";
    return head + "\r\n";
}

struct Hostility {
    std::string what;
    support::Script script;
    int timeout;  ///< seconds; the one that would be far too long shows that a bound ends the check
};

const std::string chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
const std::string kilobytes(65536, 'x');
constexpr int far_too_long = 3600;

const Hostility hostilities[] = {
    {"a body of 1 GiB", endless("HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n", kilobytes),
     far_too_long},
    {"a body without an end", endless("HTTP/1.1 200 OK\r\n\r\n", kilobytes), far_too_long},
    {"one byte a second", endless("HTTP/1.1 200 OK\r\n\r\n", "x", 1000ms), 2},
    {"a head of one byte a second", endless("HTTP/1.1 200 OK\r\nX: ", "x", 1000ms), 2},
    {"ten thousand headers", endless(ten_thousand_headers(), kilobytes), far_too_long},
    {"a header line without an end", endless("HTTP/1.1 200 OK\r\nX: ", kilobytes), far_too_long},
    {"a redirect to itself", ScriptedServer::status(302, "Location: /\r\n"), far_too_long},
    {"a chunk that never ends", endless(chunked + "7fffffff\r\n", kilobytes), far_too_long},
    {"a chunk that never comes", unfinished(chunked + "7fffffff\r\n"), 2},
};

}

TEST_CASE("whatever a server sends, a check ends with a verdict and little memory") {
    Checker checker;
    for (const Hostility& hostility : hostilities) {
        CAPTURE(hostility.what);
        const ScriptedServer server(hostility.script);
        const util::Ended ended =
            checker.check(R"({"type": "startup", "name": "hostile", "path": "/", "content": "never",
                              "attempts": 1, "timeout": )" +
                              std::to_string(hostility.timeout) + "}",
                          server.port());
        CHECK_FALSE(ended.timed_out);
        CHECK_MESSAGE(ended.status == 1, all_of(ended));
        CHECK(all_of(ended).find("Failure in name='hostile'") != std::string::npos);
        CHECK(checker.seen().peak_kib > 0);
        CHECK(checker.seen().peak_kib < most_memory_kib);
        MESSAGE(hostility.what << ": " << checker.seen().peak_kib << " KiB");
    }
}

TEST_CASE("checks start no process, however many there are") {
    Checker checker;
    std::string entries = R"({"type": "startup", "command": ["/app_server", "--idle", "--exit=0"]},
        {"type": "startup", "listening": true}, {"type": "startup", "uptime": 1})";
    for (int i = 0; i < 20; ++i)
        entries += R"(, {"type": "startup", "path": "/)" + std::to_string(i) + R"("})";
    const util::Ended ended = checker.check(entries);
    CHECK_MESSAGE(ended.status == 0, all_of(ended));
    CHECK(all_of(ended).find("Executing 23 healthchecks") != std::string::npos);
    CHECK(checker.seen().processes == 0);
    CHECK(checker.seen().tables == 0);

    // The witness would have seen them.
    const util::Ended failed = checker.check(
        R"({"type": "startup", "port": 5999, "path": "/", "attempts": 1, "timeout": 1,
            "onFailure": {"command": ["/bin/true"]}})");
    CHECK_MESSAGE(failed.status == 1, all_of(failed));
    CHECK(checker.seen().processes == 1);
    CHECK(checker.seen().tables > 0);
}
