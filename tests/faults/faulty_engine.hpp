#pragma once

#include "support/scripted_server.hpp"

#include <atomic>
#include <string>

namespace faults {

enum class BadAnswer {
    error,     ///< status 500
    conflict,  ///< status 409
    garbage,   ///< no HTTP
    half,      ///< what was asked happens, but its answer is cut off in the middle
    nothing,   ///< the connection is closed instead
    silence,   ///< nothing happens
    gone,      ///< nothing, and the same for every later call and stream
};

/// The real Engine seen through a proxy that gives one call a bad answer.
class FaultyEngine {
public:
    /// The call with this number, from 0, events not counted; -1: none.
    FaultyEngine(int call, BadAnswer answer);

    std::string address() const { return "tcp://127.0.0.1:" + std::to_string(server_.port()); }
    int calls() const { return calls_; }

private:
    void serve(const support::Peer& client);
    bool is_faulty(const std::string& head);
    void answer_badly(const support::Peer& client, const std::string& request) const;

    int faulty_call_;
    BadAnswer answer_;
    std::atomic<int> calls_ = 0;
    std::atomic<bool> is_gone_ = false;
    support::ScriptedServer server_;
};

}
