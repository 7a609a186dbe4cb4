#pragma once

#include "docker/engine.hpp"
#include "util/stream_socket.hpp"

#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/parser.hpp>

#include <array>

namespace docker {

/// To one Engine, and what it has sent that nobody has parsed yet.
struct Connection {
    util::UniqueFd socket;
    std::string unparsed{};

    /// Nothing of an earlier exchange is left, and the other side has not closed it.
    bool is_idle() const;
};

/// A connection that has still to be made.
Connection unconnected(const Endpoint& endpoint);

/// "GET /v1.41/containers/json": without the query, which may hold secrets.
std::string name_of(const Request& request);

/// When a patience that begins now is over.
util::Steady end_of(const Patience& patience);

/// One request and its answer over one connection. Throws as Transport does.
class Exchange {
public:
    /// All but the moment outlive it.
    Exchange(Connection& connection, const Request& request, const Patience& patience, util::Steady until);

    void connect(const Endpoint& endpoint);

    /// False if the connection was closed before an answer began.
    bool send_and_read_head();

    /// Whether the request may be sent again after it got no answer at all.
    bool may_repeat() const;

    /// What broke the exchange off when no answer began.
    [[noreturn]] void fail_without_answer() const;

    /// Status and headers, once they are read.
    Response head() const;

    bool is_done() const { return parser_.is_done(); }

    /// Until the next call. May be empty: not all that comes is a part of the body.
    std::string_view read_piece();

    void renew_patience() { socket_.set_end(end_of(patience_)); }

    /// The connection is nobody's but the caller's from now on.
    void give_away(Hijacked& hijacked);

    bool can_keep_alive() const { return connection_.socket && is_done() && parser_.keep_alive(); }

private:
    using ErrorCode = boost::system::error_code;

    ErrorCode advance();
    ErrorCode receive();
    [[noreturn]] void fail(const ErrorCode& error) const;

    /// What is asked of the socket at once.
    static constexpr std::size_t read_size = 16U << 10U;

    Connection& connection_;
    const Request& request_;
    const Patience& patience_;
    util::StreamSocket socket_;
    boost::beast::http::response_parser<boost::beast::http::buffer_body> parser_;
    std::array<char, read_size> piece_;  // not cleared: it is written before it is read
    std::size_t sent_ = 0;
};

}
