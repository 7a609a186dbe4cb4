#include "diagnosis/headline.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace diagnosis {

namespace {

using health::Code;

constexpr std::array headlines = {
    std::pair{Code::healthy, "{label} is healthy"},
    std::pair{Code::skipped, "{label} was not checked"},
    std::pair{Code::exited, "{label} exited[ with code {exit_code}][ after {run_time}]"},
    std::pair{Code::exited_zero, "{label} exited with code 0[ after {run_time}]"},
    std::pair{Code::killed, "{label} was killed[ by {signal}][ after {run_time}]"},
    std::pair{Code::oom_killed, "{label} ran out of memory[ after {run_time}][: its limit is {memory}]"},
    std::pair{Code::start_failed, "{label} could not be started[: {start_error}]"},
    std::pair{Code::no_listener, "{label} listens on no port[ after {deadline}]"},
    std::pair{Code::slow_boot, "{label} is still starting[ after {deadline}]"},
    std::pair{Code::loopback_only, "{label} listens only on {own_listeners}"},
    std::pair{Code::other_port, "{label} listens on port {other_port}, not on {port}"},
    std::pair{Code::refused, "{label} cannot be connected to[ on port {port}]"},
    std::pair{Code::reset, "{label} closes connections[ to port {port}] without an answer"},
    std::pair{Code::no_answer, "{label} accepts connections[ on port {port}], but does not answer"},
    std::pair{Code::not_http, "{label} does not speak HTTP[ on port {port}][, but {protocol}]"},
    std::pair{Code::bad_status, "{label} answered[ {request}][ with status {status}]"},
    std::pair{Code::bad_content, "{label} answered[ {request}] without the expected content"},
    std::pair{Code::redirected, "{label} redirects[ {request}][ to {location}]"},
    std::pair{Code::command_failed, "the check command failed in {label}[ with code {exit_code}]"},
    std::pair{Code::command_timeout, "the check command took too long in {label}"},
    std::pair{Code::uptime, "{label} did not stay up[ for {required_uptime}]"},
    std::pair{Code::vetoed, "another plugin refused {label}"},
    std::pair{Code::worker_timeout, "Gunicorn kills its workers in {label} while they start"},
};

}

std::string headline(const Facts& facts) {
    const auto found = std::find_if(headlines.begin(), headlines.end(),
                                    [&](const auto& row) { return row.first == facts.code; });
    const auto text = found == headlines.end() ? std::nullopt : fill(found->second, facts.values);
    return text.value_or(facts.values.at("label") + " failed");
}

}
