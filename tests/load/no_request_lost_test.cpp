#include "engine/standalone_host.hpp"
#include "support/endurance.hpp"
#include "traffic.hpp"
#include "util/text.hpp"
#include "web_socket_client.hpp"

#include <doctest/doctest.h>

#include <sys/stat.h>
#include <csignal>
#include <cstdio>
#include <optional>
#include <thread>

using namespace e2e;
using namespace std::chrono_literals;

namespace {

constexpr const char* busy_app = "busy";
/// Longer than the slowest answer.
constexpr auto old_containers_stay = 10s;
constexpr auto pause_between_reloads = 500ms;

std::string text_of(int revision) { return "revision-" + std::to_string(revision); }

/// When the state files last came to name another container.
load::WebSocketClient::Time last_switch() {
    struct stat status {};
    const util::Path file = host().root() / "apps" / busy_app / "CONTAINER.web.1";
    REQUIRE(::stat(file.c_str(), &status) == 0);
    return load::WebSocketClient::Time(std::chrono::duration_cast<load::WebSocketClient::Time::duration>(
        std::chrono::seconds(status.st_mtim.tv_sec) + std::chrono::nanoseconds(status.st_mtim.tv_nsec)));
}

/// One WebSocket after the other. Each has to live through the deploy that
/// retires its container, until that container's time is over.
class WebSockets {
public:
    void before_deploy() {
        if (socket_ && !socket_->has_ended()) return;
        if (socket_) verify();
        socket_.emplace(busy_app);
        retired_.reset();
        for (int tries = 0; tries < 6000 && socket_->last_answer() == load::WebSocketClient::Time(); ++tries)
            std::this_thread::sleep_for(10ms);
        REQUIRE_FALSE(socket_->has_ended());
    }
    void after_deploy() {
        if (!retired_) retired_ = last_switch();
    }
    void end() {
        for (int tries = 0; tries < 6000 && !socket_->has_ended(); ++tries) std::this_thread::sleep_for(10ms);
        verify();
    }
    int verified() const { return verified_; }

private:
    /// The last message may have come back up to two pauses before the end.
    void verify() {
        ++verified_;
        CHECK(socket_->has_ended());
        REQUIRE(retired_);
        CHECK(socket_->last_answer() - *retired_ > old_containers_stay - 300ms);
    }

    std::optional<load::WebSocketClient> socket_;
    std::optional<load::WebSocketClient::Time> retired_;
    int verified_ = 0;
};

/// Every tenth revision ends at once: what served before has to serve on.
void deploy(TestApp& app, int revision, int& serving) {
    const bool is_broken = revision % 10 == 4;
    const auto ended = app.push({{"web", is_broken ? "--exit=3" : "--text=" + text_of(revision)}});
    CHECK_MESSAGE((ended.status != 0) == is_broken, (ended.output + ended.error));
    if (!is_broken) serving = revision;
    CHECK(app.page() == text_of(serving));
}

void reload_proxy() {
    const auto pid =
        util::parse_number(util::trim(*util::read_file(host().root() / "nginx" / "nginx.pid")), 2, 1 << 30);
    REQUIRE(pid);
    ::kill(static_cast<pid_t>(*pid), SIGHUP);
    std::this_thread::sleep_for(pause_between_reloads);
}

}

TEST_CASE("no request is lost during deploys") {
    const int deploys = endurance::times(5, 100);
    TestApp app(busy_app);
    host().must({"config:set", "--no-restart", busy_app,
                 "DOKKU_WAIT_TO_RETIRE=" + std::to_string(old_containers_stay.count())});
    int serving = 0;
    app.must_push({{"web", "--text=" + text_of(serving)}});

    load::Traffic traffic(busy_app);
    WebSockets sockets;
    for (int revision = 1; revision <= deploys; ++revision) {
        CAPTURE(revision);
        sockets.before_deploy();
        deploy(app, revision, serving);
        sockets.after_deploy();
    }
    sockets.end();
    const load::Tally& during = traffic.end();

    load::Traffic beside(busy_app);
    for (int i = 0; i < deploys; ++i) reload_proxy();
    const load::Tally& bare = beside.end();

    std::printf("requests: %ld, failed requests: %ld, repeated: %ld\n", during.requests.load(),
                during.failed.load(), during.repeated.load());
    std::printf("beside %d bare reloads of nginx: %ld requests, %ld failed, %ld repeated; %d WebSockets\n",
                deploys, bare.requests.load(), bare.failed.load(), bare.repeated.load(), sockets.verified());
    CHECK(during.requests > 0);
    CHECK(during.failed == 0);
}
