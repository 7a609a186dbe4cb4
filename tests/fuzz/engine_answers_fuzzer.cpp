#include "attempt.hpp"
#include "peer.hpp"

#include "docker/containers.hpp"
#include "docker/engine.hpp"
#include "docker/events.hpp"
#include "docker/logs.hpp"
#include "util/file.hpp"

#include <array>

namespace {

constexpr const char* ping = "HTTP/1.1 200 OK\r\nApi-Version: 1.43\r\nContent-Length: 2\r\n\r\nOK";

/// An Engine that answers each call with the bytes of the present run.
class Engine {
public:
    void answer(std::string bytes) {
        const std::lock_guard guard(mutex_);
        bytes_ = std::move(bytes);
    }
    docker::Endpoint endpoint() const { return {path(), true}; }

private:
    std::string path() const { return (directory_.path() / "engine.sock").string(); }
    std::string reply(const std::string& request) {
        if (request.find("/_ping") != std::string::npos) return ping;
        const std::lock_guard guard(mutex_);
        return bytes_;
    }

    std::mutex mutex_;
    std::string bytes_;
    util::TemporaryDirectory directory_;
    fuzz::Peer peer_{fuzz::Peer::listen(path()),
                     [this](const std::string& request) { return reply(request); }};
};

void inspect(docker::Client& client) { docker::Containers(client).find("id"); }
void list(docker::Client& client) { docker::Containers(client).list({}, {}); }
void read_logs(docker::Client& client) { docker::Logs(client).tail("id", {4096}); }
void follow_events(docker::Client& client) {
    docker::Events(client).follow(
        {}, [] {}, [](const docker::Event&) { return true; }, {});
}
constexpr std::array calls{inspect, list, read_logs, follow_events};

}

/// Its first byte chooses the call, the rest is what comes back: heads, chunks,
/// frames, JSON.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    static Engine& engine = *new Engine;
    if (size == 0) return 0;
    engine.answer(fuzz::text(data + 1, size - 1));
    const auto transport = docker::make_socket_transport(engine.endpoint());
    docker::Client client(*transport);
    fuzz::attempt([&] { calls[data[0] % calls.size()](client); });
    return 0;
}
