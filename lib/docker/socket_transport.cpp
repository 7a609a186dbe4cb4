#include "docker/engine.hpp"

#include "util/error.hpp"
#include "util/text.hpp"

#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/post.hpp>
#include <boost/beast/core/basic_stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

#include <fcntl.h>
#include <sys/socket.h>
#include <algorithm>
#include <array>
#include <cerrno>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

namespace docker {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;

using boost::system::error_code;
using Protocol = asio::generic::stream_protocol;

constexpr std::uint32_t largest_head = 64U << 10U;
constexpr std::size_t largest_read = 2 * largest_head;
/// What is asked of the socket at once. Beast asks for 512 bytes of a buffer that has no room yet.
constexpr std::size_t read_size = 16U << 10U;
constexpr std::size_t largest_body = 64U << 20U;
constexpr std::size_t largest_error_body = 1U << 20U;
/// Beast stops at 8 MiB unless it is told a number; bodies are bounded here instead.
constexpr std::uint64_t no_body_limit = std::uint64_t{1} << 62U;
constexpr std::size_t most_idle = 16;

Protocol::endpoint address_of(const Endpoint& endpoint) {
    if (endpoint.is_unix) return asio::local::stream_protocol::endpoint(endpoint.address);
    const auto colon = endpoint.address.rfind(':');
    std::string host = endpoint.address.substr(0, colon);
    if (host.starts_with('[')) host = host.substr(1, host.size() - 2);
    const auto port = static_cast<std::uint16_t>(std::stoul(endpoint.address.substr(colon + 1)));
    return asio::ip::tcp::endpoint(asio::ip::make_address(host), port);
}

/// One connection and the loop that drives nothing but it.
class Connection {
public:
    Connection() : stream_(context_), buffer_(largest_read) { buffer_.reserve(read_size); }

    beast::basic_stream<Protocol>& stream() { return stream_; }
    beast::flat_buffer& buffer() { return buffer_; }
    /// Where a part of a body is put.
    std::span<char> piece() { return piece_; }

    /// Starts an operation and drives it to its end.
    template <class Start>
    error_code complete(Start start) {
        error_code outcome;
        start([&outcome](error_code error, std::size_t = 0) { outcome = error; });
        context_.restart();
        context_.run();
        return outcome;
    }

    /// Ends the present or the next operation; from any thread.
    void interrupt() {
        asio::post(context_, [this] { stream_.close(); });
    }

    /// False if the Engine has closed it or sent what nobody asked for.
    bool is_idle() {
        char byte = 0;
        const auto got = ::recv(stream_.socket().native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
        return got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK) && buffer_.size() == 0;
    }

private:
    asio::io_context context_{1};
    beast::basic_stream<Protocol> stream_;
    beast::flat_buffer buffer_;
    std::array<char, read_size> piece_;
};

/// Connections that wait for their next request.
class Pool {
public:
    /// Nothing if none waits.
    std::unique_ptr<Connection> take() {
        const std::lock_guard guard(mutex_);
        while (!idle_.empty()) {
            std::unique_ptr<Connection> connection = std::move(idle_.back());
            idle_.pop_back();
            if (connection->is_idle()) return connection;
        }
        return nullptr;
    }

    void give_back(std::unique_ptr<Connection> connection) {
        const std::lock_guard guard(mutex_);
        if (idle_.size() < most_idle) idle_.push_back(std::move(connection));
    }

private:
    std::mutex mutex_;
    std::vector<std::unique_ptr<Connection>> idle_;
};

std::string name_of(const Request& request) {
    return request.method + " " + request.target.substr(0, request.target.find('?'));
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

std::string unreachable(const std::string& address, const error_code& error) {
    std::string text = "the Docker Engine cannot be reached at " + address + ": " + error.message();
    const auto hint = std::find_if(hints.begin(), hints.end(),
                                   [&](const Hint& candidate) { return candidate.error == error.value(); });
    return hint == hints.end() ? text : text + "; " + hint->text;
}

/// One request and its answer over one connection.
class Exchange {
public:
    Exchange(Connection& connection, const Request& request, const Patience& patience)
        : connection_(connection),
          request_(request),
          patience_(patience),
          on_stop_(patience.stop, [this] { connection_.interrupt(); }) {
        parser_.header_limit(largest_head);
        parser_.body_limit(no_body_limit);
        parser_.skip(request.method == "HEAD");
    }

    void expire_at(std::optional<util::Steady> moment) {
        if (moment) connection_.stream().expires_at(*moment);
        else connection_.stream().expires_never();
    }

    void connect(const Endpoint& endpoint) {
        const error_code error = complete([&](auto handler) {
            connection_.stream().async_connect(address_of(endpoint), std::move(handler));
        });
        if (error == beast::error::timeout) fail(error);
        if (error) throw ConnectionError(unreachable(endpoint.address, error));
    }

    /// False if the connection was closed before an answer began.
    bool send_and_read_head() {
        const error_code broken = send();
        if (broken == beast::error::timeout) fail(broken);
        // An Engine that refuses a long body answers and closes while it is sent.
        const error_code error = complete([&](auto handler) {
            http::async_read_header(connection_.stream(), connection_.buffer(), parser_, std::move(handler));
        });
        const bool closed = error == http::error::end_of_stream || error == asio::error::connection_reset ||
                            error == asio::error::broken_pipe;
        if (closed && !parser_.got_some()) return false;
        if (error) fail(broken ? broken : error);
        return true;
    }

    /// Whether the request may be sent again after it got no answer at all.
    bool may_repeat() const {
        static constexpr std::array<std::string_view, 3> idempotent = {"GET", "HEAD", "DELETE"};
        return sent_ == 0 ||
               std::find(idempotent.begin(), idempotent.end(), request_.method) != idempotent.end();
    }

    Response head() const {
        Response response;
        response.status = static_cast<int>(parser_.get().result_int());
        for (const auto& field : parser_.get())
            response.headers[util::to_lower({field.name_string().data(), field.name_string().size()})] =
                std::string(field.value());
        return response;
    }

    bool is_done() const { return parser_.is_done(); }

    /// The connection is nobody's but the caller's from now on.
    void give_away(Hijacked& hijacked) {
        const auto received = connection_.buffer().data();
        hijacked.received.assign(static_cast<const char*>(received.data()), received.size());
        hijacked.socket.reset(connection_.stream().socket().release());
        ::fcntl(hijacked.socket.get(), F_SETFL, O_NONBLOCK);
        is_given_away_ = true;
    }

    /// May be empty: not every read brings a part of the body.
    std::string_view read_piece() {
        http::buffer_body::value_type& body = parser_.get().body();
        const std::span<char> piece = connection_.piece();
        body.data = piece.data();
        body.size = piece.size();
        const error_code error = complete([&](auto handler) {
            http::async_read_some(connection_.stream(), connection_.buffer(), parser_, std::move(handler));
        });
        if (error && error != http::error::need_buffer) fail(error);
        return {piece.data(), piece.size() - body.size};
    }

    bool can_keep_alive() const { return !is_given_away_ && is_done() && parser_.keep_alive(); }

    [[noreturn]] void fail(const error_code& error) const {
        if (patience_.stop.stop_requested()) throw util::Interrupted();
        if (error == beast::error::timeout)
            throw ConnectionError("the Docker Engine did not answer " + name_of(request_) + " within " +
                                  util::describe(patience_.timeout));
        if (error == http::error::end_of_stream || error == http::error::partial_message)
            throw ConnectionError("the Docker Engine broke off its answer to " + name_of(request_));
        throw ConnectionError("the Docker Engine's answer to " + name_of(request_) +
                              " cannot be read: " + error.message());
    }

private:
    template <class Start>
    error_code complete(Start start) {
        if (patience_.stop.stop_requested()) throw util::Interrupted();
        const error_code error = connection_.complete(std::move(start));
        if (error && patience_.stop.stop_requested()) throw util::Interrupted();
        return error;
    }

    error_code send() {
        http::request<http::span_body<const char>> message;
        message.method_string(request_.method);
        message.target(request_.target);
        message.version(11);
        message.set(http::field::host, "docker");
        message.set(http::field::user_agent, "scheduler-docker-api");
        if (!request_.content_type.empty()) message.set(http::field::content_type, request_.content_type);
        if (request_.wants_connection) {
            message.set(http::field::connection, "Upgrade");
            message.set(http::field::upgrade, "tcp");
        }
        message.body() = beast::span<const char>(request_.body.data(), request_.body.size());
        message.prepare_payload();
        return complete([&](auto handler) {
            http::async_write(connection_.stream(), message,
                              [this, handler](error_code error, std::size_t sent) mutable {
                                  sent_ = sent;
                                  handler(error);
                              });
        });
    }

    Connection& connection_;
    const Request& request_;
    const Patience& patience_;
    http::response_parser<http::buffer_body> parser_;
    std::size_t sent_ = 0;
    bool is_given_away_ = false;
    std::stop_callback<std::function<void()>> on_stop_;
};

class SocketTransport : public Transport {
public:
    explicit SocketTransport(Endpoint endpoint) : endpoint_(std::move(endpoint)) {}

    Response round_trip(const Request& request, const Patience& patience) override {
        return converse(request, patience, [&](Exchange& exchange, Response& response) {
            const std::size_t limit = response.status >= 400 ? largest_error_body : largest_body;
            read_whole(exchange, response.body, limit);
            if (response.body.size() > largest_body)
                throw ConnectionError("the Docker Engine's answer to " + name_of(request) + " is too large");
        });
    }

    Response stream(const Request& request, const Patience& patience,
                    const std::function<bool(std::string_view)>& on_data) override {
        return converse(request, patience, [&](Exchange& exchange, Response& response) {
            if (response.status >= 400) return read_whole(exchange, response.body, largest_error_body);
            bool wanted = on_data({});
            while (wanted && !exchange.is_done()) {
                exchange.expire_at(moment_after(patience.timeout));
                const std::string_view piece = exchange.read_piece();
                if (!piece.empty()) wanted = on_data(piece);
            }
        });
    }

    Hijacked hijack(const Request& request, const Patience& patience) override {
        Request upgrade = request;
        upgrade.wants_connection = true;
        Hijacked hijacked;
        hijacked.response = converse(upgrade, patience, [&](Exchange& exchange, Response& response) {
            if (response.status >= 400) read_whole(exchange, response.body, largest_error_body);
            else exchange.give_away(hijacked);
        });
        return hijacked;
    }

private:
    using ReadBody = std::function<void(Exchange&, Response&)>;

    static std::optional<util::Steady> moment_after(util::Milliseconds time) {
        if (time.count() <= 0) return {};
        return std::chrono::steady_clock::now() + time;
    }

    /// Ends within one piece beyond the limit.
    static void read_whole(Exchange& exchange, std::string& body, std::size_t limit) {
        while (!exchange.is_done() && body.size() <= limit) body += exchange.read_piece();
    }

    Response converse(const Request& request, const Patience& patience, const ReadBody& read_body) {
        const std::optional<util::Steady> deadline = moment_after(patience.timeout);
        for (;;) {
            std::unique_ptr<Connection> connection = pool_.take();
            const bool reused = connection != nullptr;
            if (!reused) connection = std::make_unique<Connection>();
            Response response;
            {
                Exchange exchange(*connection, request, patience);
                exchange.expire_at(deadline);
                if (!reused) exchange.connect(endpoint_);
                if (!exchange.send_and_read_head()) {
                    if (reused && exchange.may_repeat()) continue;
                    exchange.fail(http::error::end_of_stream);
                }
                response = exchange.head();
                read_body(exchange, response);
                if (!exchange.can_keep_alive()) connection.reset();
            }
            if (connection && !patience.stop.stop_requested()) pool_.give_back(std::move(connection));
            return response;
        }
    }

    Endpoint endpoint_;
    Pool pool_;
};

}

std::unique_ptr<Transport> make_socket_transport(const Endpoint& endpoint) {
    return std::make_unique<SocketTransport>(endpoint);
}

}
