#include "health/verdict.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace health {

namespace {

constexpr std::array names = {
    std::pair{Code::healthy, "HEALTHY"},
    std::pair{Code::skipped, "SKIPPED"},
    std::pair{Code::exited, "EXITED"},
    std::pair{Code::exited_zero, "EXITED_ZERO"},
    std::pair{Code::killed, "KILLED"},
    std::pair{Code::oom_killed, "OOM_KILLED"},
    std::pair{Code::start_failed, "START_FAILED"},
    std::pair{Code::no_listener, "NO_LISTENER"},
    std::pair{Code::slow_boot, "SLOW_BOOT"},
    std::pair{Code::loopback_only, "LOOPBACK_ONLY"},
    std::pair{Code::other_port, "OTHER_PORT"},
    std::pair{Code::refused, "REFUSED"},
    std::pair{Code::reset, "RESET"},
    std::pair{Code::no_answer, "NO_ANSWER"},
    std::pair{Code::not_http, "NOT_HTTP"},
    std::pair{Code::bad_status, "BAD_STATUS"},
    std::pair{Code::bad_content, "BAD_CONTENT"},
    std::pair{Code::redirected, "REDIRECTED"},
    std::pair{Code::command_failed, "COMMAND_FAILED"},
    std::pair{Code::command_timeout, "COMMAND_TIMEOUT"},
    std::pair{Code::uptime, "UPTIME"},
    std::pair{Code::vetoed, "VETOED"},
    std::pair{Code::worker_timeout, "WORKER_TIMEOUT"},
};

}

std::string_view to_string(Code code) {
    const auto found =
        std::find_if(names.begin(), names.end(), [code](const auto& row) { return row.first == code; });
    return found == names.end() ? "UNKNOWN" : found->second;
}

std::optional<Code> parse_code(std::string_view text) {
    const auto found =
        std::find_if(names.begin(), names.end(), [text](const auto& row) { return row.second == text; });
    if (found == names.end()) return {};
    return found->first;
}

}
