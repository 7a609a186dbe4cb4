#pragma once

#include "arguments.hpp"
#include "deployer.hpp"

#include "hook/runtime.hpp"

#include <cstdint>
#include <span>

namespace hooks {

/// Lines of output that may be asked for.
constexpr std::int64_t most_lines = 1'000'000;

/// Which calls of a trigger are for us: those whose SCHED is our name, those
/// whose APP runs on our scheduler, or all of them.
enum class Gate { none, scheduler, app };

/// One trigger that Dokku may run us for, under its name. `arguments` names what
/// Dokku passes; one in brackets may be absent or empty. The hook sees only
/// calls that pass the gate and whose arguments are what their names say, and
/// throws BadArguments for what only it can judge; it returns the exit status, or
/// is by_deployer() for what the second program does.
struct Trigger {
    const char* name;
    int (*run)(hook::Runtime& runtime, const Arguments& arguments);
    Gate gate = Gate::none;
    const char* arguments = "";
};

/// All of them: the one table that the installer links from.
std::span<const Trigger> triggers();

// release.cpp
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
// proxy.cpp
int scheduler_proxy_config(hook::Runtime& runtime, const Arguments& arguments);
int scheduler_proxy_logs(hook::Runtime& runtime, const Arguments& arguments);
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
