#pragma once

#include "util/unique_fd.hpp"

#include <functional>
#include <mutex>
#include <string>
#include <thread>

namespace fuzz {

/// Answers the first request of every connection with what `reply` says, and closes it.
class Peer {
public:
    using Reply = std::function<std::string(const std::string& request)>;

    /// Listens on a unix socket, or on 127.0.0.1. Throws util::Error.
    static util::UniqueFd listen(const std::string& unix_path);
    static util::UniqueFd listen_on_loopback();

    Peer(util::UniqueFd listener, Reply reply);
    /// The port that it listens on.
    int port() const;

private:
    void serve() const;
    void answer(int connection) const;

    util::UniqueFd listener_;
    Reply reply_;
    std::thread thread_;
};

}
