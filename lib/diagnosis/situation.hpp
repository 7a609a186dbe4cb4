#pragma once

#include "diagnosis/facts.hpp"

#include <algorithm>

/// Questions by which rules tell the situations of one verdict apart.
namespace diagnosis::situation {

const health::Evidence& evidence(const Facts& facts);

bool always(const Facts& facts);
bool is_crash_signal(const Facts& facts);
/// It is connecting to something that does not answer.
bool waits_for_another(const Facts& facts);
/// A check with attempts, not a deadline.
bool has_no_deadline(const Facts& facts);
bool knows_listeners(const Facts& facts);
/// A listener on :: has the port, and IPv4 is what is asked for.
bool refuses_ipv4(const Facts& facts);
bool has_open_listener_on_port(const Facts& facts);
bool exposes_other_port(const Facts& facts);
/// The last connects got no answer or found no way.
bool is_dropped(const Facts& facts);
bool is_known_protocol(const Facts& facts);
bool has_no_healthcheck_route(const Facts& facts);
bool redirects_to_https(const Facts& facts);

bool is_ipv6_loopback(const health::Socket& socket);

template <int code>
bool has_exit_code(const Facts& facts) {
    return evidence(facts).exit_code == code;
}

template <int lowest, int highest>
bool has_status(const Facts& facts) {
    const int status = evidence(facts).http_status.value_or(0);
    return status >= lowest && status <= highest;
}

template <bool (*wanted)(const health::Socket&)>
bool all_listeners(const Facts& facts) {
    const auto& listeners = evidence(facts).listeners;
    return listeners && std::all_of(listeners->begin(), listeners->end(), wanted);
}

}
