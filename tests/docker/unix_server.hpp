#pragma once

#include "util/file.hpp"
#include "util/unique_fd.hpp"

#include <atomic>
#include <functional>
#include <string>
#include <thread>
#include <vector>

/// A server on a unix socket that behaves as a test says, connection by connection.
class UnixServer {
public:
    /// One accepted connection, closed at the end of its script.
    class Connection {
    public:
        explicit Connection(int descriptor) : socket_(descriptor) {}
        /// Head and body of the next request; empty when the client has closed.
        std::string receive();
        void send(const std::string& bytes);
        /// Returns when the client has closed.
        void wait_for_close();

    private:
        util::UniqueFd socket_;
    };
    using Script = std::function<void(Connection&)>;

    /// The first connection follows the first script, and so on.
    explicit UnixServer(std::vector<Script> scripts);
    ~UnixServer();

    std::string path() const { return (directory_.path() / "engine.sock").string(); }
    /// Connections accepted so far.
    int accepted() const { return accepted_; }
    /// Returns when so many connections have been closed from here.
    void wait_for_closed(int connections) const;

private:
    void serve();

    util::TemporaryDirectory directory_;
    util::UniqueFd listener_;
    std::vector<Script> scripts_;
    std::atomic<int> accepted_{0};
    std::atomic<int> closed_{0};
    std::vector<std::jthread> threads_;
    std::jthread acceptor_;
};

/// An answer with a Content-Length.
std::string answer(const std::string& status, const std::string& body);
