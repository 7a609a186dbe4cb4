#include "health/attempt.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace health {

namespace {

constexpr std::array words = {
    std::pair{Outcome::unreachable, "unreachable"},
    std::pair{Outcome::unanswered, "connect timed out"},
    std::pair{Outcome::refused, "refused"},
    std::pair{Outcome::accepted, "accepted"},
    std::pair{Outcome::reset, "reset"},
    std::pair{Outcome::no_answer, "no answer"},
    std::pair{Outcome::not_http, "not HTTP"},
};

}

std::string describe(const Attempt& attempt) {
    const auto found = std::find_if(words.begin(), words.end(),
                                    [&](const auto& row) { return row.first == attempt.outcome; });
    return found == words.end() ? std::to_string(attempt.status) : found->second;
}

std::string to_string(const Socket& socket) {
    const std::string host = socket.is_ipv6 ? "[" + socket.address + "]" : socket.address;
    return host + ":" + std::to_string(socket.port);
}

}
