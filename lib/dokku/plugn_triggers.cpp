#include "dokku/triggers.hpp"

#include "util/process.hpp"

#include <functional>
#include <mutex>

namespace dokku {

namespace {

constexpr std::size_t longest_line = 65536;

/// Hands on whole lines of what comes in pieces.
class Lines {
public:
    explicit Lines(std::function<void(std::string_view)> sink) : sink_(std::move(sink)) {}
    Lines(const Lines&) = delete;
    Lines& operator=(const Lines&) = delete;
    ~Lines() {
        if (!line_.empty()) flush();
    }

    void add(std::string_view piece) {
        for (const char c : piece) {
            if (c == '\n' || line_.size() >= longest_line) flush();
            if (c != '\n') line_ += c;
        }
    }

private:
    void flush() {
        if (line_.ends_with('\r')) line_.pop_back();
        sink_(line_);
        line_.clear();
    }

    std::function<void(std::string_view)> sink_;
    std::string line_;
};

class PlugnTriggers : public Triggers {
public:
    explicit PlugnTriggers(util::Log& log) : log_(log) {}

    TriggerResult ask(const std::string& trigger, const std::vector<std::string>& arguments,
                      const std::stop_token& stop) override {
        util::Ended ended = util::run(command_for(trigger, arguments), stop);
        return {ended.status, std::move(ended.output), std::move(ended.error)};
    }

    TriggerResult show(const std::string& trigger, const std::vector<std::string>& arguments,
                       const std::map<std::string, std::string>& environment) override {
        Lines out([this](std::string_view line) { log_.relay(line); });
        Lines err([this](std::string_view line) { log_.relay_error(line); });
        util::Command command = command_for(trigger, arguments);
        command.environment = environment;
        command.own_group = true;
        command.on_output = [&out](std::string_view piece) { out.add(piece); };
        command.on_error = [&err](std::string_view piece) { err.add(piece); };
        util::Ended ended = util::run(command);
        return {ended.status, std::move(ended.output), std::move(ended.error)};
    }

private:
    util::Command command_for(const std::string& trigger, const std::vector<std::string>& arguments) {
        std::call_once(is_found_, [this] { runner_ = util::find_program("plugn"); });
        util::Command command{.words = {runner_.string(), "trigger", trigger}};
        command.words.insert(command.words.end(), arguments.begin(), arguments.end());
        return command;
    }

    util::Log& log_;
    std::once_flag is_found_;
    util::Path runner_;
};

}

std::unique_ptr<Triggers> make_plugn_triggers(util::Log& log) { return std::make_unique<PlugnTriggers>(log); }

}
