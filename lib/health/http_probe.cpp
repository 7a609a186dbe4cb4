#include "health/http_probe.hpp"

#include "health/tcp_probe.hpp"
#include "health/tls_channel.hpp"
#include "util/text.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/basic_dynamic_body.hpp>
#include <boost/beast/http/parser.hpp>

#include <algorithm>
#include <optional>

namespace health {

namespace {

namespace http = boost::beast::http;
/// One that grows with what comes: others reserve what the head announces, 1 GiB if it says so.
using Body = http::basic_dynamic_body<boost::beast::flat_buffer>;
using Parser = http::response_parser<Body>;

constexpr std::size_t largest_head = 64U << 10U;
constexpr std::size_t largest_answer = 1U << 20U;
constexpr std::string_view http_beginning = "HTTP/1.";

std::string request_text(const HttpQuestion& question) {
    std::map<std::string, std::string> headers = {{"host", to_string(question.endpoint)},
                                                  {"user-agent", user_agent},
                                                  {"accept", "*/*"},
                                                  {"connection", "close"}};
    for (const auto& [name, value] : question.headers) headers[util::to_lower(name)] = value;
    std::string text = "GET " + util::printable(question.target) + " HTTP/1.1\r\n";
    for (const auto& [name, value] : headers)
        text += util::printable(name) + ": " + util::printable(value) + "\r\n";
    return text + "\r\n";
}

/// Whether bytes could still become an HTTP answer.
bool may_be_http(std::string_view bytes) {
    const std::size_t length = std::min(bytes.size(), http_beginning.size());
    return bytes.substr(0, length) == http_beginning.substr(0, length);
}

/// Makes an answer of the bytes as they come.
class AnswerReader {
public:
    explicit AnswerReader(HttpQuestion::Body body) : body_(body) { begin(); }

    /// True when the answer is complete, for better or worse.
    bool take(std::string_view bytes) {
        taken_ += bytes.size();
        first_bytes_ += bytes.substr(0, kept_bytes - std::min(first_bytes_.size(), kept_bytes));
        if (!may_be_http(first_bytes_)) return finish(Outcome::not_http);
        unparsed_ += bytes;
        return parse() || (taken_ > largest_answer && finish_with_what_is_there(Outcome::not_http));
    }

    /// The other side closed, reset, or kept silent until the timeout.
    void end(Outcome outcome) {
        const bool cut_word = !first_bytes_.empty() && first_bytes_.size() < http_beginning.size();
        finish_with_what_is_there(cut_word ? Outcome::not_http : outcome);
    }

    /// What came is none of it.
    void refuse(std::string_view bytes) {
        first_bytes_ = bytes;
        finish(Outcome::not_http);
    }

    Attempt attempt() const {
        Attempt attempt{outcome_, 0, first_bytes_};
        if (outcome_ != Outcome::http) return attempt;
        const auto& message = parser_->get();
        attempt.status = static_cast<int>(message.result_int());
        attempt.location = std::string(message[http::field::location]);
        attempt.body = boost::beast::buffers_to_string(message.body().data());
        return attempt;
    }

private:
    void begin() {
        parser_.emplace();
        parser_->header_limit(largest_head);
        parser_->body_limit(largest_answer);
        parser_->eager(body_ == HttpQuestion::Body::read);
    }

    bool parse() {
        while (!unparsed_.empty()) {
            boost::beast::error_code error;
            const std::size_t used = parser_->put(boost::asio::buffer(unparsed_), error);
            unparsed_.erase(0, used);
            if (error == http::error::need_more) return false;
            if (error) return finish_with_what_is_there(Outcome::not_http);
            if (is_informational()) begin();
            else if (is_complete()) return finish(Outcome::http);
        }
        return false;
    }

    bool is_informational() const {
        return parser_->is_header_done() && parser_->get().result_int() / 100 == 1 &&
               parser_->get().result() != http::status::switching_protocols;
    }

    bool is_complete() const {
        return parser_->is_done() || (body_ == HttpQuestion::Body::left && parser_->is_header_done());
    }

    bool finish_with_what_is_there(Outcome without_head) {
        return finish(parser_->is_header_done() ? Outcome::http : without_head);
    }

    bool finish(Outcome outcome) {
        outcome_ = outcome;
        return true;
    }

    HttpQuestion::Body body_;
    std::optional<Parser> parser_;
    std::string unparsed_;
    std::string first_bytes_;
    std::size_t taken_ = 0;
    Outcome outcome_ = Outcome::no_answer;
};

/// Host without its port: chooses among a server's certificates.
std::string server_name(const HttpQuestion& question) {
    for (const auto& [name, value] : question.headers)
        if (util::to_lower(name) == "host" && !value.starts_with('['))
            return value.substr(0, value.find(':'));
    return {};
}

Attempt converse(Channel& channel, const HttpQuestion& question) {
    AnswerReader reader(question.body);
    channel.send(request_text(question));
    for (;;) {
        const Channel::Received received = channel.receive();
        if (received.end == Outcome::not_http) reader.refuse(received.bytes);
        else if (received.end) reader.end(*received.end);
        if (received.end || reader.take(received.bytes)) return reader.attempt();
    }
}

}

Attempt ask_http(const HttpQuestion& question, const std::stop_token& stop) {
    const util::Steady until = std::chrono::steady_clock::now() + question.timeout;
    const Connection connection = connect_to(question.endpoint, question.timeout, stop);
    if (connection.outcome != Outcome::accepted) return {connection.outcome};
    SocketChannel plain(connection.socket.get(), until, stop);
    if (question.scheme == Scheme::http) return converse(plain, question);
    return converse(*make_tls_channel(plain, server_name(question)), question);
}

}
