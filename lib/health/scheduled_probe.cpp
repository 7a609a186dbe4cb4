#include "health/inquiry.hpp"

#include <algorithm>
#include <functional>

namespace health {

namespace {

using std::chrono::milliseconds;
using Passes = std::function<bool(const Attempt&)>;

/// Between two looks whether a port that refused accepts by now.
constexpr milliseconds between_connects{20};

/// One try: until something answers, or its timeout.
Attempt try_once(Inquiry& inquiry, milliseconds timeout) {
    const milliseconds end = inquiry.elapsed() + timeout;
    for (;;) {
        const Attempt attempt = inquiry.ask(std::max(shortest_patience, end - inquiry.elapsed()));
        const milliseconds next = inquiry.elapsed() + pause_after_refusal(inquiry.elapsed());
        if (is_connected(attempt.outcome) || next >= end) return attempt;
        inquiry.wait_until(next);
    }
}

/// The wait between two tries.
void wait_after(const Attempt& attempt, const Inquiry& inquiry, milliseconds wait) {
    const milliseconds end = inquiry.elapsed() + wait;
    if (is_connected(attempt.outcome)) return inquiry.wait_until(end);
    while (inquiry.elapsed() < end && !inquiry.accepts())
        inquiry.wait_until(std::min(end, inquiry.elapsed() + between_connects));
}

Verdict try_all(Inquiry& inquiry, const Schedule& schedule, const Passes& passes) {
    for (int left = schedule.attempts;; --left) {
        const Attempt attempt = try_once(inquiry, schedule.timeout);
        if (passes(attempt)) return inquiry.passed();
        if (left <= 1) return inquiry.failed();
        wait_after(attempt, inquiry, schedule.wait);
    }
}

Verdict ask(Question question, const Schedule& schedule, const Probing& probing, const Passes& passes) {
    const auto endpoint = endpoint_of(probing, question.endpoint.port);
    if (const auto failure = obstacle(endpoint, probing)) return *failure;
    question.endpoint = *endpoint;
    pause_until_it_has_run(schedule.initial_delay, probing);
    Inquiry inquiry(probing, std::move(question));
    return try_all(inquiry, schedule, passes);
}

}

Verdict probe(const PathCheck& check, const Probing& probing) {
    Question question{.endpoint = {.port = check.port}, .expected_content = check.content};
    question.http.target = check.path;
    question.http.headers = check.headers;
    question.http.scheme = check.scheme;
    question.http.body = check.content.empty() ? HttpQuestion::Body::left : HttpQuestion::Body::read;
    return ask(std::move(question), check.schedule, probing, [&check](const Attempt& attempt) {
        return attempt.outcome == Outcome::http && attempt.status / 100 == 2 &&
               attempt.body.find(check.content) != std::string::npos;
    });
}

Verdict probe(const ListeningCheck& check, const Probing& probing) {
    const Question question{.endpoint = {.port = check.port}, .wanted = Question::Wanted::connection};
    return ask(question, check.schedule, probing,
               [](const Attempt& attempt) { return attempt.outcome == Outcome::accepted; });
}

}
