#pragma once

#include "util/clock.hpp"

#include <string>

namespace bench {

/// One kept connection to the Engine and as little around it as can be: a
/// request is one write, an answer is read to its end. Throws std::runtime_error
/// for a status of 400 or more.
class BareEngine {
public:
    BareEngine();
    BareEngine(const BareEngine&) = delete;
    BareEngine& operator=(const BareEngine&) = delete;
    ~BareEngine();

    /// The body of the answer.
    std::string call(const std::string& method, const std::string& path, const std::string& body = "");
    /// Sends it and returns when the head of the answer is there, as of an events stream.
    void begin(const std::string& path);

private:
    void send(const std::string& method, const std::string& path, const std::string& body);
    void receive();
    std::string head();
    std::string take(std::size_t size);
    std::string line();
    std::string chunks();

    int socket_;
    std::string received_;
};

}
