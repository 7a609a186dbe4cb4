#include "docker/containers.hpp"
#include "health/ending.hpp"
#include "health/http_probe.hpp"
#include "health/observer.hpp"
#include "health/probe.hpp"
#include "health/reach.hpp"
#include "health/tcp_probe.hpp"
#include "health/transcript.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace health {

namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr milliseconds quick_period = seconds(10);
constexpr milliseconds quick_pause{10};
constexpr milliseconds slow_pause{20};
/// Between requests to a program that has answered, but not as wanted.
constexpr milliseconds pause_after_answer{300};
constexpr milliseconds refusals_before_look = seconds(2);
constexpr milliseconds between_looks = seconds(10);
/// A try that the deadline left less time than this says nothing by its silence.
constexpr milliseconds fair_time = seconds(1);
constexpr int status_ok = 200;

constexpr std::array codes = {
    std::pair{Outcome::reset, Code::reset},
    std::pair{Outcome::no_answer, Code::no_answer},
    std::pair{Outcome::not_http, Code::not_http},
    std::pair{Outcome::http, Code::bad_status},
};

bool is_connected(Outcome outcome) { return outcome >= Outcome::accepted; }

class ReleaseProbe {
public:
    ReleaseProbe(const ReleaseCheck& check, const Probing& probing, const Socket& endpoint)
        : check_(check), probing_(probing), endpoint_(endpoint), observer_(probing) {}

    Verdict run() {
        begun_ = probing_.surroundings.clock.now();
        for (;;) {
            const Attempt attempt = ask();
            transcript_.add(elapsed(), describe(attempt));
            if (passes(attempt)) return {Code::healthy, {}, passed_evidence(), warnings_};
            remember(attempt);
            const milliseconds next = elapsed() + pause_after(attempt);
            if (next >= check_.deadline) return failure();
            watch(attempt);
            pause_until(begun_ + next, probing_);
        }
    }

private:
    milliseconds elapsed() const {
        return std::chrono::duration_cast<milliseconds>(probing_.surroundings.clock.now() - begun_);
    }

    bool speaks_http() const { return check_.endpoint_type == EndpointType::http; }

    /// A single try (deadline 0) has the whole response timeout.
    milliseconds patience() const {
        if (check_.deadline.count() == 0) return check_.response_timeout;
        return std::max(milliseconds{1}, std::min(check_.response_timeout, check_.deadline - elapsed()));
    }

    Attempt ask() {
        patience_ = patience();
        if (!speaks_http()) return {connect_to(endpoint_, patience_, probing_.stop).outcome};
        return ask_http({endpoint_, target(), check_.headers, patience_}, probing_.stop);
    }

    std::string target() const { return check_.strict ? "/healthcheck" : "/"; }

    bool passes(const Attempt& attempt) const {
        if (!speaks_http()) return attempt.outcome == Outcome::accepted;
        return attempt.outcome == Outcome::http && (!check_.strict || attempt.status == status_ok);
    }

    void remember(const Attempt& attempt) {
        const bool silent = attempt.outcome == Outcome::no_answer || attempt.outcome == Outcome::unanswered;
        const bool was_fair = patience_ >= std::min(fair_time, check_.response_timeout);
        if (!silent || was_fair || !last_) last_ = attempt;
    }

    milliseconds pause_after(const Attempt& attempt) const {
        if (is_connected(attempt.outcome)) return pause_after_answer;
        return elapsed() < quick_period ? quick_pause : slow_pause;
    }

    void watch(const Attempt& attempt) {
        if (attempt.outcome == Outcome::not_http) tell("answers, but not in HTTP");
        if (is_connected(attempt.outcome)) return refused_since_.reset();
        if (!refused_since_) refused_since_ = elapsed();
        if (elapsed() - *refused_since_ < refusals_before_look || elapsed() < next_look_) return;
        observer_.look();
        next_look_ = elapsed() + between_looks;
        tell_of_wrong_listeners();
    }

    void tell_of_wrong_listeners() {
        if (!observer_.sockets().table) return;
        const auto& listeners = observer_.sockets().table->listeners;
        const Code code = refusal(listeners, endpoint_);
        const std::string fact = "listens on " + to_string(listeners) + ", waiting for ";
        if (code == Code::loopback_only) tell(fact + (endpoint_.is_ipv6 ? "::" : "0.0.0.0"));
        if (code == Code::other_port) tell(fact + "port " + std::to_string(endpoint_.port));
    }

    /// Each fact once.
    void tell(const std::string& fact) {
        if (std::find(warnings_.begin(), warnings_.end(), fact) != warnings_.end()) return;
        warnings_.push_back(fact);
        const auto& notice = probing_.surroundings.notice;
        if (notice) notice(probing_.subject.label + " " + fact + " until " + util::describe(check_.deadline));
    }

    Evidence passed_evidence() const {
        Evidence evidence;
        evidence.endpoint = endpoint_;
        evidence.transcript = transcript_.text();
        return evidence;
    }

    Verdict failure() {
        const auto container =
            docker::Containers(probing_.surroundings.engine).find(probing_.container.id, probing_.stop);
        if (!container) return {Code::exited};
        if (!container->state.running) return verdict_on_end(*container);
        observer_.look();
        return {code_of_failure(), {}, evidence(), warnings_};
    }

    Code code_of_failure() const {
        const Attempt& last = *last_;
        if (last.outcome == Outcome::http && last.status / 100 == 3) return Code::redirected;
        const auto found = std::find_if(codes.begin(), codes.end(),
                                        [&](const auto& row) { return row.first == last.outcome; });
        return found == codes.end() ? code_of_refusal() : found->second;
    }

    Code code_of_refusal() const {
        const auto& table = observer_.sockets().table;
        if (!table) return Code::refused;
        const Code code = refusal(table->listeners, endpoint_);
        if (code != Code::no_listener || !table->waiting_for.empty()) return code;
        return observer_.is_busy() ? Code::slow_boot : Code::no_listener;
    }

    Evidence evidence() const {
        Evidence evidence = passed_evidence();
        evidence.command = probing_.container.command;
        evidence.deadline = check_.deadline;
        evidence.exposed_ports = probing_.subject.exposed_ports;
        if (const auto& table = observer_.sockets().table) {
            evidence.listeners = table->listeners;
            evidence.waiting_for = table->waiting_for;
        } else {
            evidence.no_listeners_because = observer_.sockets().because;
        }
        if (!last_->first_bytes.empty()) evidence.first_bytes = last_->first_bytes;
        if (!is_connected(last_->outcome) || !speaks_http()) return evidence;
        evidence.request = "GET " + target();
        if (last_->outcome == Outcome::http) evidence.http_status = last_->status;
        if (!last_->location.empty()) evidence.location = last_->location;
        return evidence;
    }

    const ReleaseCheck& check_;
    Probing probing_;
    Socket endpoint_;
    Observer observer_;
    Transcript transcript_;
    util::Steady begun_{};
    std::optional<Attempt> last_;
    milliseconds patience_{0};  ///< of the last try
    std::optional<milliseconds> refused_since_;
    milliseconds next_look_{0};
    std::vector<std::string> warnings_;
};

Verdict start_failure(const std::string& why, const Probing& probing) {
    Verdict verdict{Code::start_failed};
    verdict.evidence.command = probing.container.command;
    verdict.evidence.engine_error = why;
    return verdict;
}

bool is_taken(const Socket& endpoint, const Subject& subject) {
    return subject.host_network &&
           std::any_of(subject.listeners_before.begin(), subject.listeners_before.end(),
                       [&](const Socket& before) { return serves(before, endpoint); });
}

}

Verdict probe(const ReleaseCheck& check, const Probing& probing) {
    const auto endpoint = endpoint_of(probing, check.port);
    if (!endpoint) return start_failure("the container has no address on any network", probing);
    if (is_taken(*endpoint, probing.subject))
        return start_failure(to_string(*endpoint) + ": address already in use on the host", probing);
    pause_until(probing.surroundings.clock.now() + check.initial_delay, probing);
    return ReleaseProbe(check, probing, *endpoint).run();
}

}
