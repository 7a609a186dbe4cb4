#include "health/inquiry.hpp"

#include <algorithm>
#include <array>

namespace health {

namespace {

using std::chrono::milliseconds;

/// Between requests to a program that has answered, but not as wanted.
constexpr milliseconds pause_after_answer{300};
constexpr int status_ok = 200;
constexpr int status_bad_request = 400;
/// What nginx, Apache and Go's servers say to plain HTTP where they expect TLS.
constexpr std::array said_to_plain_http{"sent to HTTPS port", "plain HTTP to an SSL-enabled server",
                                        "HTTP request to an HTTPS server"};
constexpr const char* expects_tls =
    "it expects TLS and answers plain HTTP, which the proxy speaks, with 400: let it speak HTTP here";

Question question_of(const ReleaseCheck& check, const Socket& endpoint) {
    Question question{.endpoint = endpoint, .deadline = check.deadline};
    question.http.target = check.strict ? "/healthcheck" : "/";
    question.http.headers = check.headers;
    if (check.endpoint_type != EndpointType::http) question.wanted = Question::Wanted::connection;
    return question;
}

/// It answers every GET with 200, to say that it is no HTTP server.
bool is_mongodb(const Attempt& attempt) {
    return attempt.first_bytes.find("MongoDB over HTTP") != std::string::npos;
}

bool passes(const ReleaseCheck& check, const Attempt& attempt) {
    if (check.endpoint_type != EndpointType::http) return attempt.outcome == Outcome::accepted;
    if (attempt.outcome != Outcome::http) return false;
    return !check.strict || (attempt.status == status_ok && !is_mongodb(attempt));
}

bool wants_tls(const Attempt& attempt) {
    return attempt.status == status_bad_request &&
           std::any_of(said_to_plain_http.begin(), said_to_plain_http.end(), [&](const char* words) {
               return attempt.first_bytes.find(words) != std::string::npos;
           });
}

Verdict accept(const Inquiry& inquiry, const Attempt& attempt) {
    Verdict verdict = inquiry.passed();
    if (wants_tls(attempt)) verdict.warnings.emplace_back(expects_tls);
    return verdict;
}

/// A single try (deadline 0) has the whole response timeout.
milliseconds patience(const ReleaseCheck& check, milliseconds elapsed) {
    if (check.deadline.count() == 0) return check.response_timeout;
    return std::max(shortest_patience, std::min(check.response_timeout, check.deadline - elapsed));
}

Verdict ask_until_deadline(const ReleaseCheck& check, Inquiry& inquiry) {
    for (;;) {
        const Attempt attempt = inquiry.ask(patience(check, inquiry.elapsed()));
        if (passes(check, attempt)) return accept(inquiry, attempt);
        const milliseconds pause =
            is_connected(attempt.outcome) ? pause_after_answer : pause_after_refusal(inquiry.elapsed());
        const milliseconds next = inquiry.elapsed() + pause;
        if (next >= check.deadline) return inquiry.failed();
        inquiry.wait_until(next);
    }
}

}

Verdict probe(const ReleaseCheck& check, const Probing& probing) {
    const auto endpoint = endpoint_of(probing, check.port);
    if (const auto failure = obstacle(endpoint, probing)) return *failure;
    pause_until_it_has_run(check.initial_delay, probing);
    Inquiry inquiry(probing, question_of(check, *endpoint));
    return ask_until_deadline(check, inquiry);
}

}
