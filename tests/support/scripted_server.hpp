#pragma once

#include "util/unique_fd.hpp"

#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace support {

/// One connection as a server's script sees it. Calls end early, without an
/// error, when the other side or the server goes away.
class Peer {
public:
    explicit Peer(int descriptor) : descriptor_(descriptor) {}

    void say(std::string_view bytes) const;
    /// Up to the blank line that ends a request's head.
    std::string hear_request() const;
    void wait_for_close() const;
    /// The connection ends with RST.
    void reset() const;
    bool is_gone() const { return gone_; }
    int descriptor() const { return descriptor_; }

private:
    int descriptor_;
    mutable bool gone_ = false;
};

using Script = std::function<void(const Peer&)>;

/// Where a server listens. Port 0: a free one.
struct Place {
    std::string address = "127.0.0.1";
    int port = 0;
};

/// A TCP server that plays its script on each connection, then closes it.
class ScriptedServer {
public:
    explicit ScriptedServer(Script script, const Place& place = {});
    ScriptedServer(const ScriptedServer&) = delete;
    ScriptedServer& operator=(const ScriptedServer&) = delete;
    ~ScriptedServer();

    int port() const { return port_; }
    int connections() const { return connections_; }
    static Script answer(std::string bytes);
    static Script status(int code, const std::string& further_head = {}, const std::string& body = {});
    static Script banner(std::string bytes);
    static Script silence();
    static Script reset();
    static Script close();

private:
    void accept_all();
    void serve(int descriptor);

    Script script_;
    util::UniqueFd listener_;
    int port_ = 0;
    std::atomic<int> connections_ = 0;
    std::atomic<bool> ending_ = false;
    std::mutex mutex_;
    std::vector<util::UniqueFd> accepted_;
    std::vector<std::thread> threads_;
    std::thread acceptor_;
};

/// A port of 127.0.0.1 that nothing listens on.
int free_port();

}
