#include "deployer.hpp"

#include "deploy_triggers.hpp"
#include "healthcheck.hpp"

#include "deploy/rejection.hpp"
#include "hook/exit_status.hpp"
#include "util/threads.hpp"
#include "util/version.hpp"

#include <algorithm>
#include <filesystem>

namespace {

struct Task {
    const char* trigger;
    int (*run)(hook::Runtime& runtime, const hooks::Arguments& arguments);
};

constexpr Task tasks[] = {
    {"check-deploy", hooks::check_container},
    {"core-post-extract", hooks::keep_revision},
    {"post-release-builder", hooks::post_release_builder},
    {"scheduler-deploy", hooks::scheduler_deploy},
};

int show_version(hook::Runtime& runtime) {
    runtime.log().plain(std::string("scheduler-docker-api ") + util::version);
    return hook::done;
}

/// For the doctor: a line for each rule of the operator's that is wrong.
int check_rules(hook::Runtime& runtime) {
    for (const std::string& complaint : deploy::skipped_rules(runtime.environment()))
        runtime.log().plain(complaint);
    return hook::done;
}

int show_usage(hook::Runtime& runtime) {
    runtime.log().plain_error(std::string(hooks::deployer_name) + " is started by scheduler-docker-api.");
    return hook::usage;
}

int dispatch(hook::Runtime& runtime, const std::vector<std::string>& words) {
    const std::string name = std::filesystem::path(words[0]).filename();
    const auto* task = std::find_if(std::begin(tasks), std::end(tasks),
                                    [&](const Task& known) { return name == known.trigger; });
    if (task != std::end(tasks)) return task->run(runtime, {name, {words.begin() + 1, words.end()}});
    if (name == hooks::docker_plugin)
        return hooks::docker_healthcheck(runtime, {words.begin() + 1, words.end()});
    const std::string option = words.size() == 2 ? words[1] : "";
    if (option == "--version") return show_version(runtime);
    return option == hooks::check_rules_option ? check_rules(runtime) : show_usage(runtime);
}

}

int main(int count, char** values) {
    util::make_threads_cheap();
    util::Log log = util::Log::standard();
    return hook::report_errors(log, [&] {
        hook::Runtime runtime(log);
        return dispatch(runtime, {values, values + count});
    });
}
