#include "health/inquiry.hpp"

#include "docker/containers.hpp"
#include "health/ending.hpp"
#include "health/further_questions.hpp"
#include "health/reach.hpp"
#include "health/tcp_probe.hpp"
#include "util/contains.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace health {

namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

/// A refused connect takes up to 0.3 ms of a processor.
constexpr milliseconds shortest_pause{10};
constexpr milliseconds longest_pause{50};
constexpr int pauses_in_elapsed = 100;
constexpr milliseconds refusals_before_look = seconds(2);
constexpr milliseconds between_looks = seconds(10);
/// A try that had less time than this says nothing by its silence.
constexpr milliseconds fair_time = seconds(1);

/// Servers of other protocols answer at once.
constexpr milliseconds patience_for_further_questions{500};

constexpr std::array codes = {
    std::pair{Outcome::reset, Code::reset},
    std::pair{Outcome::no_answer, Code::no_answer},
    std::pair{Outcome::not_http, Code::not_http},
};

/// It may speak another protocol.
bool is_puzzling(Outcome outcome) { return outcome > Outcome::accepted && outcome != Outcome::http; }
bool is_silent(Outcome outcome) { return outcome == Outcome::no_answer || outcome == Outcome::unanswered; }

}

bool is_connected(Outcome outcome) { return outcome >= Outcome::accepted; }

milliseconds pause_after_refusal(milliseconds elapsed) {
    return std::clamp(elapsed / pauses_in_elapsed, shortest_pause, longest_pause);
}

Inquiry::Inquiry(const Probing& probing, Question question)
    : probing_(probing),
      question_(std::move(question)),
      observer_(probing),
      begun_(probing.surroundings.clock.now()) {
    question_.http.endpoint = question_.endpoint;
}

milliseconds Inquiry::elapsed() const {
    return std::chrono::duration_cast<milliseconds>(probing_.surroundings.clock.now() - begun_);
}

Attempt Inquiry::ask(milliseconds patience) {
    const milliseconds at = elapsed();
    HttpQuestion http = question_.http;
    http.timeout = patience;
    const Attempt attempt = question_.wanted == Question::Wanted::answer
                                ? ask_http(http, probing_.stop)
                                : Attempt{connect_to(question_.endpoint, patience, probing_.stop).outcome};
    transcript_.add(at, describe(attempt));
    remember(attempt, patience);
    watch(attempt);
    return attempt;
}

bool Inquiry::accepts() const {
    return connect_to(question_.endpoint, fair_time, probing_.stop).outcome == Outcome::accepted;
}

void Inquiry::wait_until(milliseconds moment) const { pause_until(begun_ + moment, probing_); }

void Inquiry::remember(const Attempt& attempt, milliseconds patience) {
    if (!last_ || !is_silent(attempt.outcome) || patience >= fair_time) last_ = attempt;
}

void Inquiry::watch(const Attempt& attempt) {
    if (attempt.outcome == Outcome::not_http) tell("answers something that is not HTTP, waiting for HTTP");
    if (is_connected(attempt.outcome)) return refused_since_.reset();
    if (!refused_since_) refused_since_ = elapsed();
    if (elapsed() - *refused_since_ < refusals_before_look || elapsed() < next_look_) return;
    observer_.look();
    next_look_ = elapsed() + between_looks;
    tell_of_wrong_listeners();
}

void Inquiry::tell_of_wrong_listeners() {
    if (!observer_.sockets().table) return;
    const auto& listeners = observer_.sockets().table->listeners;
    const Code code = refusal(listeners, question_.endpoint);
    const std::string fact = "listens on " + to_string(listeners) + ", waiting for ";
    if (code == Code::loopback_only) tell(fact + (question_.endpoint.is_ipv6 ? "::" : "0.0.0.0"));
    if (code == Code::other_port) tell(fact + "port " + std::to_string(question_.endpoint.port));
}

/// Each fact once, and only while it can still change.
void Inquiry::tell(const std::string& fact) {
    if (util::contains(warnings_, fact)) return;
    if (question_.deadline && elapsed() >= *question_.deadline) return;
    warnings_.push_back(fact);
    const std::string until = question_.deadline ? " until " + util::describe(*question_.deadline) : "";
    if (probing_.surroundings.notice)
        probing_.surroundings.notice(probing_.subject.label + " " + fact + until);
}

Verdict Inquiry::passed() const { return {Code::healthy, {}, evidence(), warnings_}; }

Verdict Inquiry::failed() {
    const auto container =
        docker::Containers(probing_.surroundings.engine).find(probing_.container.id, probing_.stop);
    if (!container) return {Code::exited};
    if (!container->state.running) return verdict_on_end(*container);
    observer_.look();
    Verdict verdict{code_of_failure(), {}, evidence_of_failure()};
    if (is_puzzling(last_->outcome) && question_.wanted == Question::Wanted::answer)
        verdict.evidence.replies =
            ask_further_questions(question_.endpoint, patience_for_further_questions, probing_.stop);
    return verdict;
}

Code Inquiry::code_of_failure() const {
    if (observer_.oom_kills() > 0) return Code::oom_killed;
    if (last_->outcome == Outcome::http) return code_of_answer();
    const auto found = std::find_if(codes.begin(), codes.end(),
                                    [&](const auto& row) { return row.first == last_->outcome; });
    return found == codes.end() ? code_of_refusal() : found->second;
}

Code Inquiry::code_of_answer() const {
    if (last_->status / 100 == 3) return Code::redirected;
    const bool is_good = last_->status / 100 == 2 && !question_.expected_content.empty();
    return is_good ? Code::bad_content : Code::bad_status;
}

Code Inquiry::code_of_refusal() const {
    const auto& table = observer_.sockets().table;
    if (!table) return Code::refused;
    const Code code = refusal(table->listeners, question_.endpoint);
    if (code != Code::no_listener || !table->waiting_for.empty()) return code;
    return observer_.is_busy() ? Code::slow_boot : Code::no_listener;
}

/// A path says nothing of TLS, which is worth knowing.
std::string Inquiry::url() const {
    if (question_.http.scheme == Scheme::http) return question_.http.target;
    return "https://" + to_string(question_.endpoint) + question_.http.target;
}

Evidence Inquiry::evidence() const {
    Evidence evidence;
    evidence.endpoint = question_.endpoint;
    evidence.transcript = transcript_.text();
    return evidence;
}

Evidence Inquiry::evidence_of_failure() const {
    Evidence found = evidence();
    found.command = probing_.container.command;
    found.deadline = question_.deadline;
    if (observer_.oom_kills() > 0) found.oom_kills = observer_.oom_kills();
    if (observer_.oom_kills() > 0 && probing_.container.memory_limit > 0)
        found.memory_limit = probing_.container.memory_limit;
    found.exposed_ports = probing_.subject.exposed_ports;
    if (const auto& table = observer_.sockets().table) {
        found.listeners = table->listeners;
        found.waiting_for = table->waiting_for;
    } else {
        found.no_listeners_because = observer_.sockets().because;
    }
    if (!last_->first_bytes.empty()) found.first_bytes = last_->first_bytes;
    if (!last_->body.empty()) found.first_bytes = last_->body.substr(0, kept_bytes);
    if (!is_connected(last_->outcome) || question_.wanted == Question::Wanted::connection) return found;
    found.request = "GET " + url();
    if (last_->outcome == Outcome::http) found.http_status = last_->status;
    if (!last_->location.empty()) found.location = last_->location;
    if (!question_.expected_content.empty()) found.expected = question_.expected_content;
    return found;
}

}
