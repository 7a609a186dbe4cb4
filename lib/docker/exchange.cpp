#include "docker/exchange.hpp"

#include "util/contains.hpp"
#include "util/error.hpp"
#include "util/text.hpp"

#include <boost/asio/buffer.hpp>

#include <algorithm>
#include <cerrno>

namespace docker {

namespace {

namespace http = boost::beast::http;
using boost::system::error_code;

constexpr std::uint32_t largest_head = 64U << 10U;
/// What may wait for the rest of a head, or of a chunk's first line.
constexpr std::size_t largest_unparsed = 2 * largest_head;
/// Beast stops at 8 MiB unless it is told a number; bodies are bounded by who reads them.
constexpr std::uint64_t no_body_limit = std::uint64_t{1} << 62U;

error_code system_error(int number) { return {number, boost::system::system_category()}; }

util::SocketAddress address_of(const Endpoint& endpoint) {
    if (endpoint.is_unix) return util::unix_socket_address(endpoint.address);
    const auto colon = endpoint.address.rfind(':');
    std::string host = endpoint.address.substr(0, colon);
    if (host.starts_with('[')) host = host.substr(1, host.size() - 2);
    const auto port = static_cast<std::uint16_t>(std::stoul(endpoint.address.substr(colon + 1)));
    const auto address = util::ip_socket_address(host, port);
    if (!address) throw ConnectionError("the Docker Engine's address is not one: " + endpoint.address);
    return *address;
}

struct Hint {
    int error;
    const char* text;
};

constexpr std::array hints{
    Hint{ENOENT, "is the Docker Engine running?"},
    Hint{ECONNREFUSED, "is the Docker Engine running?"},
    Hint{EACCES, "is this user in the group docker?"},
    Hint{EPERM, "is this user in the group docker?"},
};

std::string unreachable(const std::string& address, int error) {
    std::string text =
        "the Docker Engine cannot be reached at " + address + ": " + util::system_message(error);
    const auto hint = std::find_if(hints.begin(), hints.end(),
                                   [&](const Hint& candidate) { return candidate.error == error; });
    return hint == hints.end() ? text : text + "; " + hint->text;
}

std::string text_of(const Request& request) {
    std::string text = request.method + " " + request.target + " HTTP/1.1\r\n";
    const auto header = [&text](const char* name, const std::string& value) {
        text.append(name).append(": ").append(value).append("\r\n");
    };
    header("Host", "docker");
    header("User-Agent", "scheduler-docker-api");
    if (!request.content_type.empty()) header("Content-Type", request.content_type);
    if (request.wants_connection) {
        header("Connection", "Upgrade");
        header("Upgrade", "tcp");
    }
    const bool takes_body = request.method == "POST" || request.method == "PUT";
    if (takes_body || !request.body.empty()) header("Content-Length", std::to_string(request.body.size()));
    return text + "\r\n" + request.body;
}

bool is_closed(const error_code& error) {
    return error == http::error::end_of_stream || error == system_error(ECONNRESET) ||
           error == system_error(EPIPE);
}

}

bool Connection::is_idle() const {
    char byte = 0;
    const auto got = ::recv(socket.get(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    return got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK) && unparsed.empty();
}

Connection unconnected(const Endpoint& endpoint) {
    return {util::StreamSocket::make(address_of(endpoint).storage.ss_family)};
}

std::string name_of(const Request& request) {
    return request.method + " " + request.target.substr(0, request.target.find('?'));
}

util::Steady end_of(const Patience& patience) {
    if (patience.timeout <= no_timeout) return util::Steady::max();
    return std::chrono::steady_clock::now() + patience.timeout;
}

Exchange::Exchange(Connection& connection, const Request& request, const Patience& patience,
                   util::Steady until)
    : connection_(connection),
      request_(request),
      patience_(patience),
      socket_(connection.socket.get(), until, patience.stop) {
    if (patience.stop.stop_requested()) throw util::Interrupted();
    parser_.header_limit(largest_head);
    parser_.body_limit(no_body_limit);
    parser_.skip(request.method == "HEAD");
}

void Exchange::connect(const Endpoint& endpoint) {
    const int error = socket_.connect(address_of(endpoint));
    if (error == ETIMEDOUT) fail(system_error(error));
    if (error != 0) throw ConnectionError(unreachable(endpoint.address, error));
}

bool Exchange::send_and_read_head() {
    const auto [sent, broken] = socket_.send(text_of(request_));
    sent_ = sent;
    if (broken == ETIMEDOUT) fail(system_error(broken));
    // An Engine that refuses a long body answers and closes while it is sent.
    while (!parser_.is_header_done()) {
        const error_code error = advance();
        if (is_closed(error) && !parser_.got_some()) return false;
        if (error) fail(broken != 0 ? system_error(broken) : error);
    }
    parser_.eager(true);
    return true;
}

bool Exchange::may_repeat() const {
    static constexpr std::array<std::string_view, 3> idempotent = {"GET", "HEAD", "DELETE"};
    return sent_ == 0 || util::contains(idempotent, request_.method);
}

void Exchange::fail_without_answer() const { fail(http::error::end_of_stream); }

Response Exchange::head() const {
    Response response;
    response.status = static_cast<int>(parser_.get().result_int());
    for (const auto& field : parser_.get())
        response.headers[util::to_lower({field.name_string().data(), field.name_string().size()})] =
            std::string(field.value());
    return response;
}

std::string_view Exchange::read_piece() {
    http::buffer_body::value_type& body = parser_.get().body();
    body.data = piece_.data();
    body.size = piece_.size();
    if (const error_code error = advance()) fail(error);
    return {piece_.data(), piece_.size() - body.size};
}

void Exchange::give_away(Hijacked& hijacked) {
    hijacked.received = std::move(connection_.unparsed);
    hijacked.socket = std::move(connection_.socket);
}

/// Parses what is there, or waits for more.
error_code Exchange::advance() {
    std::string& unparsed = connection_.unparsed;
    if (unparsed.empty()) return receive();
    error_code error;
    const std::size_t parsed = parser_.put(boost::asio::buffer(unparsed), error);
    unparsed.erase(0, parsed);
    if (error == http::error::need_buffer) return {};
    if (error && error != http::error::need_more) return error;
    return parsed > 0 ? error_code() : receive();
}

error_code Exchange::receive() {
    if (connection_.unparsed.size() > largest_unparsed) return http::error::buffer_overflow;
    std::array<char, read_size> room;  // not cleared: it is written before it is read
    const auto [count, number] = socket_.receive(room);
    connection_.unparsed.append(room.data(), count);
    if (count > 0 || number != 0) return system_error(number);
    if (!parser_.got_some()) return http::error::end_of_stream;
    error_code error;
    parser_.put_eof(error);
    return error;
}

void Exchange::fail(const error_code& error) const {
    const std::string name = name_of(request_);
    if (error == system_error(ETIMEDOUT))
        throw ConnectionError("the Docker Engine did not answer " + name + " within " +
                              util::describe(patience_.timeout));
    if (error == http::error::end_of_stream || error == http::error::partial_message)
        throw ConnectionError("the Docker Engine broke off its answer to " + name);
    throw ConnectionError("the Docker Engine's answer to " + name + " cannot be read: " + error.message());
}

}
