#include "attempt.hpp"
#include "peer.hpp"

#include "health/http_probe.hpp"

namespace {

/// An app that answers with the bytes of the present run.
class App {
public:
    void answer(std::string bytes) {
        const std::lock_guard guard(mutex_);
        bytes_ = std::move(bytes);
    }
    int port() const { return peer_.port(); }

private:
    std::string reply() {
        const std::lock_guard guard(mutex_);
        return bytes_;
    }

    std::mutex mutex_;
    std::string bytes_;
    fuzz::Peer peer_{fuzz::Peer::listen_on_loopback(), [this](const std::string&) { return reply(); }};
};

}

/// What a container answers to a check.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    static App& app = *new App;
    app.answer(fuzz::text(data, size));
    fuzz::attempt([&] {
        health::ask_http({.endpoint = {"127.0.0.1", app.port()}, .body = health::HttpQuestion::Body::read},
                         {});
    });
    return 0;
}
