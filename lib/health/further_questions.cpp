#include "health/further_questions.hpp"

#include "health/channel.hpp"
#include "health/tcp_probe.hpp"
#include "util/parallel.hpp"

#include <array>
#include <iterator>
#include <string_view>

namespace health {

namespace {

using namespace std::string_view_literals;

struct FurtherQuestion {
    std::string_view name;
    std::string_view bytes;
};

/// A handshake of TLS 1.2, which newer servers answer too, if only with an alert.
constexpr std::string_view client_hello =
    "\x16\x03\x01\x00\x5b"
    "\x01\x00\x00\x57\x03\x03"
    "scheduler-docker-api-asks-TLS-12\x00"
    "\x00\x0e\xc0\x2f\xc0\x30\xc0\x2b\xc0\x2c\x00\x9c\x00\x2f\x00\x35\x01\x00"
    "\x00\x20"
    "\x00\x0a\x00\x06\x00\x04\x00\x17\x00\x1d"
    "\x00\x0b\x00\x02\x01\x00"
    "\x00\x0d\x00\x0c\x00\x0a\x04\x03\x08\x04\x04\x01\x05\x01\x06\x01"sv;

constexpr std::array questions = {
    FurtherQuestion{"TLS ClientHello", client_hello},
    FurtherQuestion{"PostgreSQL SSLRequest", "\x00\x00\x00\x08\x04\xd2\x16\x2f"sv},
    FurtherQuestion{"Redis PING", "PING\r\n"sv},
    FurtherQuestion{"FastCGI GET_VALUES",
                    "\x01\x09\x00\x00\x00\x11\x00\x00\x0f\x00"
                    "FCGI_MPXS_CONNS"sv},
    FurtherQuestion{"HTTP/2 preface",
                    "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\x00\x00\x00\x04\x00\x00\x00\x00\x00"sv},
};

std::string ask(const Socket& endpoint, std::string_view bytes, util::Steady until,
                const std::stop_token& stop) {
    const auto patience = std::chrono::ceil<util::Milliseconds>(until - std::chrono::steady_clock::now());
    const Connection connection = connect_to(endpoint, patience, stop);
    if (connection.outcome != Outcome::accepted) return {};
    SocketChannel channel(connection.socket.get(), until, stop);
    channel.send(bytes);
    const auto received = channel.receive();
    return std::string(received.end ? std::string_view() : received.bytes.substr(0, kept_bytes));
}

}

std::vector<Reply> ask_further_questions(const Socket& endpoint, util::Milliseconds patience,
                                         const std::stop_token& stop) {
    const util::Steady until = std::chrono::steady_clock::now() + patience;
    std::array<std::string, questions.size()> answers;
    util::parallel(questions.size(), questions.size(), stop,
                   [&](std::size_t i, const std::stop_token& inner) {
                       answers.at(i) = ask(endpoint, questions.at(i).bytes, until, inner);
                   });
    std::vector<Reply> replies;
    for (std::size_t i = 0; i < questions.size(); ++i)
        if (!answers.at(i).empty()) replies.push_back({std::string(questions.at(i).name), answers.at(i)});
    return replies;
}

}
