#include "util/stream_socket.hpp"

#include "util/error.hpp"
#include "util/file.hpp"
#include "util/parallel.hpp"

#include <doctest/doctest.h>

#include <cerrno>

using namespace std::chrono_literals;

namespace {

util::Steady in(util::Milliseconds time) { return std::chrono::steady_clock::now() + time; }

/// A unix socket with room for one connection that nobody has accepted.
class Listener {
public:
    Listener() {
        const auto address = util::unix_socket_address(path());
        REQUIRE(::bind(socket_.get(), address.get(), address.length) == 0);
        REQUIRE(::listen(socket_.get(), 0) == 0);
    }
    std::string path() const { return (directory_.path() / "socket").string(); }
    util::UniqueFd accept() const { return util::UniqueFd(::accept(socket_.get(), nullptr, nullptr)); }

private:
    util::TemporaryDirectory directory_;
    util::UniqueFd socket_{::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)};
};

struct Caller {
    util::UniqueFd socket = util::StreamSocket::make(AF_UNIX);

    int connect(const Listener& listener, util::Milliseconds patience,
                const std::stop_token& stop = {}) const {
        return util::StreamSocket(socket.get(), in(patience), stop)
            .connect(util::unix_socket_address(listener.path()));
    }
};

}

TEST_CASE("a unix socket whose queue is full is waited for") {
    const Listener listener;
    const Caller first, second;
    REQUIRE(first.connect(listener, 30s) == 0);
    SUBCASE("until the moment") { CHECK(second.connect(listener, 20ms) == ETIMEDOUT); }
    SUBCASE("until there is room") {
        const util::Background accepting([&](const std::stop_token&) { listener.accept(); });
        CHECK(second.connect(listener, 30s) == 0);
    }
    SUBCASE("until a stop") {
        std::stop_source source;
        const util::Background stopper([&](const std::stop_token&) { source.request_stop(); });
        CHECK_THROWS_AS(second.connect(listener, 1h, source.get_token()), util::Interrupted);
    }
}

TEST_CASE("bytes go out and come in until the other side closes") {
    const Listener listener;
    const Caller caller;
    REQUIRE(caller.connect(listener, 30s) == 0);
    util::UniqueFd other = listener.accept();
    util::StreamSocket socket(caller.socket.get(), in(30s), {});
    const std::string sent(3U << 20U, 'x');
    std::size_t count = 0;
    util::together({}, {[&](const std::stop_token&) { CHECK(socket.send(sent).count == sent.size()); },
                        [&](const std::stop_token&) {
                            std::string room(sent.size(), ' ');
                            while (count < sent.size())
                                count +=
                                    static_cast<std::size_t>(::read(other.get(), room.data(), room.size()));
                        }});
    REQUIRE(::write(other.get(), "answer", 6) == 6);
    std::array<char, 16> room{};
    CHECK(std::string(room.data(), socket.receive(room).count) == "answer");
    other.reset();
    const auto [received, error] = socket.receive(room);
    CHECK(received == 0);
    CHECK(error == 0);
    CHECK(socket.send("too late").error == EPIPE);
}

TEST_CASE("silence ends at the moment, and so does a reader that takes nothing") {
    const Listener listener;
    const Caller caller;
    REQUIRE(caller.connect(listener, 30s) == 0);
    util::StreamSocket socket(caller.socket.get(), in(20ms), {});
    std::array<char, 16> room{};
    CHECK(socket.receive(room).error == ETIMEDOUT);
    socket.set_end(in(20ms));
    const auto [count, error] = socket.send(std::string(8U << 20U, 'x'));
    CHECK(count < (8U << 20U));
    CHECK(error == ETIMEDOUT);
}

TEST_CASE("addresses are numbers") {
    CHECK(util::ip_socket_address("127.0.0.1", 80)->storage.ss_family == AF_INET);
    CHECK(util::ip_socket_address("::1", 80)->storage.ss_family == AF_INET6);
    CHECK_FALSE(util::ip_socket_address("localhost", 80));
    CHECK_FALSE(util::ip_socket_address("", 80));
}
