#include "dokku/triggers.hpp"

#include "util/text.hpp"

namespace dokku {

namespace {

std::string last_line(const std::string& text) {
    const auto lines = util::lines(text);
    return lines.empty() ? "" : std::string(util::trim(lines.back()));
}

std::string failure_message(const std::string& trigger, int status, const std::string& output) {
    std::string message = "trigger " + trigger + " failed with status " + std::to_string(status);
    if (const std::string why = last_line(output); !why.empty()) message += ": " + util::shortened(why, 500);
    return message;
}

}

TriggerError::TriggerError(const std::string& trigger, int status, std::string output)
    : Error(failure_message(trigger, status, output)), status_(status), output_(std::move(output)) {}

std::string Triggers::answer(const std::string& trigger, const std::vector<std::string>& arguments,
                             const std::stop_token& stop) {
    const TriggerResult result = ask(trigger, arguments, stop);
    if (result.status != 0) throw TriggerError(trigger, result.status, result.error);
    return std::string(util::trim(result.output));
}

}
