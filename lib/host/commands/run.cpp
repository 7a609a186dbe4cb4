#include "host/commands/arguments.hpp"
#include "host/commands/handlers.hpp"
#include "host/options.hpp"
#include "host/scheduler.hpp"
#include "util/error.hpp"
#include "util/text.hpp"

#include <cstdlib>

namespace host::command {

namespace {

constexpr std::int64_t longest_run = 365LL * 24 * 3600;

const std::vector<OptionRule> run_options{
    {"--env", "-e", OptionRule::Takes::value},
    {"--ttl-seconds", "", OptionRule::Takes::value},
    {"--no-tty"},
    {"--force-tty"},
};

const std::vector<OptionRule> container_options{
    {"--container", "", OptionRule::Takes::value},
    {"--format", "", OptionRule::Takes::value},
};

/// The scheduler reads these from its environment.
void export_run(const Options& options) {
    ::setenv("DOKKU_RM_CONTAINER", "1", 1);
    if (options.has("--no-tty")) ::setenv("DOKKU_DISABLE_TTY", "true", 1);
    if (options.has("--force-tty")) ::setenv("DOKKU_FORCE_TTY", "true", 1);
    if (!options.has("--ttl-seconds")) return;
    const std::string time = options.value("--ttl-seconds", "");
    if (!util::parse_number(time, 1, longest_run))
        throw util::Error("--ttl-seconds must be a positive integer");
    ::setenv("DOKKU_RUN_TTL_SECONDS", time.c_str(), 1);
}

int run_container(Host& host, const Words& arguments) {
    const Options options = parse_options(arguments, run_options, OptionsEnd::at_first_word);
    const std::string& app = app_argument(host, options.rest);
    export_run(options);
    const Words pairs = options.values("--env");
    Words words{std::to_string(pairs.size())};
    words.insert(words.end(), pairs.begin(), pairs.end());
    words.push_back("--");
    Words command = words_from(options.rest, 1);
    if (word(command, 0) == "--") command.erase(command.begin());
    words.insert(words.end(), command.begin(), command.end());
    return ask_scheduler(host, "scheduler-run", app, words);
}

}

int run(Host& host, const Words& arguments) { return run_container(host, arguments); }

int run_detached(Host& host, const Words& arguments) {
    ::setenv("DOKKU_DETACH_CONTAINER", "1", 1);
    ::setenv("DOKKU_DISABLE_TTY", "true", 1);
    return run_container(host, arguments);
}

int run_list(Host& host, const Words& arguments) {
    const Options options = parse_options(arguments, container_options);
    const std::string& app = app_argument(host, options.rest);
    return ask_scheduler(host, "scheduler-run-list", app, {options.value("--format", "stdout")});
}

int run_stop(Host& host, const Words& arguments) {
    const Options options = parse_options(arguments, container_options);
    const std::string& app = app_argument(host, options.rest);
    return ask_scheduler(host, "scheduler-run-stop", app, {options.value("--container", "")});
}

/// APP [TYPE[.IDX] | --container-id ID] [--] [COMMAND...]
int enter(Host& host, const Words& arguments) {
    const std::string& app = app_argument(host, arguments);
    Words words;
    std::size_t next = 1;
    const std::size_t names = word(arguments, next) == "--container-id" ? 2 : 1;
    while (next <= names && next < arguments.size() && arguments[next] != "--")
        words.push_back(arguments[next++]);
    if (word(arguments, next) == "--") ++next;
    words.push_back("--");
    const Words command = words_from(arguments, next);
    words.insert(words.end(), command.begin(), command.end());
    return ask_scheduler(host, "scheduler-enter", app, words);
}

}
