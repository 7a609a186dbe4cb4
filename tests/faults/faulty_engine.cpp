#include "faults/faulty_engine.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <array>
#include <cstdlib>
#include <sstream>

namespace faults {

namespace {

constexpr const char* engine_socket = "/var/run/docker.sock";

util::UniqueFd connect_to_engine() {
    util::UniqueFd socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::string(engine_socket).copy(address.sun_path, sizeof address.sun_path - 1);
    if (::connect(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        socket.reset();
    return socket;
}

/// With one request a connection, no answer has to be understood.
std::string with_one_request(const std::string& head) {
    std::istringstream lines(head);
    std::string changed, line;
    while (std::getline(lines, line) && line != "\r")
        if (!line.starts_with("Connection:")) changed += line + "\n";
    return changed + "Connection: close\r\n\r\n";
}

std::string read_body(const support::Peer& client, const std::string& head) {
    const std::string name = "Content-Length: ";
    const auto at = head.find(name);
    std::string body(at == std::string::npos ? 0 : std::strtoul(head.c_str() + at + name.size(), nullptr, 10),
                     '\0');
    if (!body.empty()) ::recv(client.descriptor(), body.data(), body.size(), MSG_WAITALL);
    return body;
}

/// Hands what the Engine answers over until either ends.
void relay(const support::Peer& client, int engine) {
    std::array<char, 65536> buffer{};
    for (;;) {
        std::array<pollfd, 2> ends{{{client.descriptor(), POLLIN, 0}, {engine, POLLIN, 0}}};
        ::poll(ends.data(), ends.size(), -1);
        const bool client_is_gone =
            ends[0].revents != 0 && ::recv(client.descriptor(), buffer.data(), 1, MSG_PEEK) <= 0;
        if (client_is_gone) return;
        if (ends[1].revents == 0) continue;
        const ssize_t length = ::recv(engine, buffer.data(), buffer.size(), 0);
        if (length <= 0) return;
        client.say({buffer.data(), static_cast<std::size_t>(length)});
    }
}

std::string whole_answer(int engine) {
    std::string answer;
    std::array<char, 65536> buffer{};
    ssize_t length = 0;
    while ((length = ::recv(engine, buffer.data(), buffer.size(), 0)) > 0)
        answer.append(buffer.data(), static_cast<std::size_t>(length));
    return answer;
}

std::string refusal(const std::string& status) {
    const std::string body = R"({"message":"injected by a test"})";
    return "HTTP/1.1 " + status +
           "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
           "\r\n\r\n" + body;
}

}

FaultyEngine::FaultyEngine(int call, BadAnswer answer)
    : faulty_call_(call), answer_(answer), server_([this](const support::Peer& client) { serve(client); }) {}

void FaultyEngine::serve(const support::Peer& client) {
    const std::string head = client.hear_request();
    if (head.empty()) return;
    const std::string request = with_one_request(head) + read_body(client, head);
    if (is_faulty(head)) return answer_badly(client, request);
    const util::UniqueFd engine = connect_to_engine();
    support::Peer(engine.get()).say(request);
    relay(client, engine.get());
}

bool FaultyEngine::is_faulty(const std::string& head) {
    const bool counts = head.find("/events?") == std::string::npos;
    const bool faulty = counts && calls_++ == faulty_call_;
    if (faulty && answer_ == BadAnswer::gone) is_gone_ = true;
    return faulty || is_gone_;
}

void FaultyEngine::answer_badly(const support::Peer& client, const std::string& request) const {
    if (answer_ == BadAnswer::error) client.say(refusal("500 Internal Server Error"));
    if (answer_ == BadAnswer::conflict) client.say(refusal("409 Conflict"));
    if (answer_ == BadAnswer::garbage) client.say(std::string("\0\x1b[2J{]HTTP\xff\r\n\r\n", 16));
    if (answer_ == BadAnswer::silence) client.wait_for_close();
    if (answer_ != BadAnswer::half) return;
    const util::UniqueFd engine = connect_to_engine();
    support::Peer(engine.get()).say(request);
    const std::string answer = whole_answer(engine.get());
    client.say(answer.substr(0, answer.size() / 2));
}

}
