#pragma once

#include "hook/runtime.hpp"

#include <algorithm>
#include <span>
#include <string>
#include <vector>

namespace hooks {

/// The arguments of a trigger; one that is absent reads as empty.
class Arguments {
public:
    explicit Arguments(std::vector<std::string> words) : words_(std::move(words)) {}
    std::size_t size() const { return words_.size(); }
    std::string operator[](std::size_t index) const { return index < words_.size() ? words_[index] : ""; }
    /// Those from `first` on.
    std::vector<std::string> from(std::size_t first) const {
        return {words_.begin() + static_cast<std::ptrdiff_t>(std::min(first, words_.size())), words_.end()};
    }

private:
    std::vector<std::string> words_;
};

/// Which calls of a trigger are for us: those whose SCHED is our name, those
/// whose APP runs on our scheduler, or all of them.
enum class Gate { none, scheduler, app };

/// One trigger that Dokku may run us for, under its name. `arguments` names what
/// Dokku passes; one in brackets may be absent or empty. The hook sees only
/// calls that pass the gate and whose arguments are what their names say; it
/// returns the exit status.
struct Trigger {
    const char* name;
    int (*run)(hook::Runtime& runtime, const Arguments& arguments);
    Gate gate = Gate::none;
    const char* arguments = "";
};

/// All of them: the one table that the installer links from.
std::span<const Trigger> triggers();

// deploy.cpp
int scheduler_deploy(hook::Runtime& runtime, const Arguments& arguments);
int post_release_builder(hook::Runtime& runtime, const Arguments& arguments);
int check_deploy(hook::Runtime& runtime, const Arguments& arguments);
int core_post_deploy(hook::Runtime& runtime, const Arguments& arguments);
int core_post_extract(hook::Runtime& runtime, const Arguments& arguments);
// stop.cpp
int scheduler_stop(hook::Runtime& runtime, const Arguments& arguments);
int scheduler_pre_restore(hook::Runtime& runtime, const Arguments& arguments);
int scheduler_retire(hook::Runtime& runtime, const Arguments& arguments);
int network_build_config(hook::Runtime& runtime, const Arguments& arguments);
// status.cpp
int scheduler_app_status(hook::Runtime& runtime, const Arguments& arguments);
int scheduler_inspect(hook::Runtime& runtime, const Arguments& arguments);
int scheduler_is_deployed(hook::Runtime& runtime, const Arguments& arguments);
int scheduler_uses_host_cron(hook::Runtime& runtime, const Arguments& arguments);
// logs.cpp
int scheduler_logs(hook::Runtime& runtime, const Arguments& arguments);
int scheduler_run_logs(hook::Runtime& runtime, const Arguments& arguments);
int scheduler_logs_failed(hook::Runtime& runtime, const Arguments& arguments);
// run.cpp
int scheduler_run(hook::Runtime& runtime, const Arguments& arguments);
int scheduler_enter(hook::Runtime& runtime, const Arguments& arguments);
int scheduler_run_list(hook::Runtime& runtime, const Arguments& arguments);
int scheduler_run_retire(hook::Runtime& runtime, const Arguments& arguments);
int scheduler_run_stop(hook::Runtime& runtime, const Arguments& arguments);
// subcommands.cpp
int commands(hook::Runtime& runtime, const Arguments& arguments);
int report_trigger(hook::Runtime& runtime, const Arguments& arguments);
// app_life.cpp
int post_create(hook::Runtime& runtime, const Arguments& arguments);
int post_delete(hook::Runtime& runtime, const Arguments& arguments);
int post_app_clone_setup(hook::Runtime& runtime, const Arguments& arguments);
int post_app_rename_setup(hook::Runtime& runtime, const Arguments& arguments);

}
