#include "host/plugins.hpp"

#include "dokku/triggers.hpp"
#include "util/process.hpp"
#include "util/text.hpp"

#include <unistd.h>

namespace host {

namespace {

/// Longer than any hook needs to undo a deploy: containers to stop and to start.
constexpr auto patience_with_hooks = std::chrono::minutes(15);

Words command_line(const util::Path& program, const Words& arguments) {
    Words words{program.string()};
    words.insert(words.end(), arguments.begin(), arguments.end());
    return words;
}

}

Words words_from(const Words& words, std::size_t first) {
    if (first >= words.size()) return {};
    return {words.begin() + static_cast<std::ptrdiff_t>(first), words.end()};
}

const std::string& word(const Words& words, std::size_t index) {
    static const std::string none;
    return index < words.size() ? words[index] : none;
}

Plugins::Plugins(util::Path enabled, util::Log& log, std::stop_token stop)
    : enabled_(std::move(enabled)), log_(log), stop_(std::move(stop)) {}

std::vector<std::string> Plugins::names() const { return util::list_directory(enabled_); }

std::vector<util::Path> Plugins::hooks(const std::string& trigger) const {
    std::vector<util::Path> found;
    for (const std::string& name : names()) {
        const util::Path hook = directory(name) / trigger;
        if (!std::filesystem::is_regular_file(hook)) continue;
        if (::access(hook.c_str(), X_OK) == 0) found.push_back(hook);
        else log_.plain_error("Trigger '" + trigger + "' is not executable, skipping plugin (" + name + ")");
    }
    return found;
}

int Plugins::trigger(const std::string& trigger, const Words& arguments) const {
    for (const util::Path& hook : hooks(trigger))
        if (const int status = run(hook, arguments); status != 0) return status;
    return 0;
}

std::string Plugins::answer(const std::string& trigger, const Words& arguments) const {
    std::string output;
    for (const util::Path& hook : hooks(trigger)) {
        const util::Ended ended =
            util::run({.words = command_line(hook, arguments), .stop_patience = patience_with_hooks}, stop_);
        if (ended.status != 0) throw dokku::TriggerError(trigger, ended.status, ended.error);
        output += ended.output;
    }
    return std::string(util::trim(output));
}

std::string Plugins::output_of(const util::Path& program, const Words& arguments) const {
    return util::run({.words = command_line(program, arguments), .stop_patience = patience_with_hooks}, stop_)
        .output;
}

int Plugins::run(const util::Path& program, const Words& arguments) const {
    return util::run({.words = command_line(program, arguments),
                      .stop_patience = patience_with_hooks,
                      .inherit_output = true,
                      .inherit_input = true},
                     stop_)
        .status;
}

}
