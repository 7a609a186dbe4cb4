#include "diagnosis/situation.hpp"

#include "health/reach.hpp"
#include "util/contains.hpp"

#include <array>

namespace diagnosis::situation {

namespace {

constexpr std::array crash_signals = {"SIGSEGV", "SIGABRT", "SIGBUS", "SIGILL", "SIGFPE"};
constexpr int status_not_found = 404;

bool has(const Facts& facts, std::string_view value) {
    const auto found = facts.values.find(value);
    return found != facts.values.end() && !found->second.empty();
}

}

const health::Evidence& evidence(const Facts& facts) { return facts.failure.verdict.evidence; }

bool always(const Facts&) { return true; }
bool waits_for_another(const Facts& facts) { return !evidence(facts).waiting_for.empty(); }
bool has_no_healthcheck_route(const Facts& facts) {
    return evidence(facts).request == "GET /healthcheck" && evidence(facts).http_status == status_not_found;
}
bool has_no_deadline(const Facts& facts) { return !evidence(facts).deadline; }
bool knows_listeners(const Facts& facts) { return evidence(facts).listeners.has_value(); }
bool is_known_protocol(const Facts& facts) { return has(facts, "protocol"); }
bool is_crash_signal(const Facts& facts) {
    const std::string signal = evidence(facts).signal.value_or("");
    return util::contains(crash_signals, signal);
}

bool refuses_ipv4(const Facts& facts) {
    const auto& listeners = evidence(facts).listeners;
    const auto& endpoint = evidence(facts).endpoint;
    return listeners && endpoint && !endpoint->is_ipv6 &&
           std::any_of(listeners->begin(), listeners->end(), [&](const health::Socket& socket) {
               return socket.port == endpoint->port && socket.address == "::";
           });
}

bool has_open_listener_on_port(const Facts& facts) {
    const auto& listeners = evidence(facts).listeners;
    const auto& endpoint = evidence(facts).endpoint;
    return listeners && endpoint &&
           std::any_of(listeners->begin(), listeners->end(), [&](const health::Socket& socket) {
               return socket.port == endpoint->port && !health::is_loopback(socket);
           });
}

bool exposes_other_port(const Facts& facts) {
    const auto& exposed = evidence(facts).exposed_ports;
    return has(facts, "other_port") && util::contains(exposed, facts.values.at("other_port") + "/tcp");
}

/// By the last of its attempts.
bool is_dropped(const Facts& facts) {
    const std::string transcript = evidence(facts).transcript.value_or("");
    const auto comma = transcript.rfind(", ");
    const std::string last = comma == std::string::npos ? transcript : transcript.substr(comma);
    return last.find("timed out") != std::string::npos || last.find("unreachable") != std::string::npos;
}

bool is_ipv6_loopback(const health::Socket& socket) { return socket.is_ipv6 && health::is_loopback(socket); }

bool redirects_to_https(const Facts& facts) {
    return evidence(facts).location.value_or("").starts_with("https:");
}

}
