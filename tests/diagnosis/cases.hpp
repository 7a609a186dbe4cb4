#pragma once

#include "diagnosis/diagnosis.hpp"
#include "util/contains.hpp"

#include <chrono>
#include <string>
#include <vector>

using namespace std::chrono_literals;
using health::Code;

inline diagnosis::Case make_case(Code code, health::Evidence evidence = {}) {
    diagnosis::Case failure{.app = "shop", .process_type = "web", .container = "shop.web.1"};
    failure.deadline_setting = "scheduler-docker-api:set shop release-healthcheck-timeout";
    failure.verdict = {code, "release", std::move(evidence)};
    return failure;
}

/// What a check of port 5000 measured until its deadline.
inline health::Evidence at_port_5000(std::vector<health::Socket> listeners) {
    health::Evidence evidence;
    evidence.endpoint = health::Socket{"172.17.0.2", 5000, false};
    evidence.deadline = 180s;
    evidence.listeners = std::move(listeners);
    evidence.transcript = "0.0-179.9 s refused x9400";
    return evidence;
}

using util::contains;
