#include "triggers.hpp"

namespace hooks {

namespace {

constexpr Trigger all_triggers[] = {
    {"check-deploy", check_deploy, Gate::app, "APP [CONTAINER_ID] PROCESS_TYPE [PORT] [IP] [IDX]"},
    {"commands", commands},
    {"core-post-deploy", core_post_deploy, Gate::app, "APP [LISTEN_PORT] [LISTEN_IP] [IMAGE_TAG]"},
    {"core-post-extract", core_post_extract, Gate::none, "APP SOURCECODE_WORK_DIR [REV]"},
    {"network-build-config", network_build_config, Gate::app, "APP"},
    {"post-app-clone-setup", post_app_clone_setup, Gate::none, "OLD NEW"},
    {"post-app-rename-setup", post_app_rename_setup, Gate::none, "OLD NEW"},
    {"post-create", post_create, Gate::none, "APP"},
    {"post-delete", post_delete, Gate::none, "APP [IMAGE_TAG]"},
    {"post-release-builder", by_deployer, Gate::app, "BUILDER_TYPE APP [IMAGE]"},
    {"report", report_trigger, Gate::none, "[APP]"},
    {"scheduler-app-status", scheduler_app_status, Gate::scheduler, "SCHED APP"},
    {"scheduler-deploy", by_deployer, Gate::scheduler, "SCHED APP [IMAGE_TAG] [PROCESS_TYPE]"},
    {"scheduler-enter", scheduler_enter, Gate::scheduler,
     "SCHED APP [PROCESS_TYPE|--container-id ID] -- [COMMAND...]"},
    {"scheduler-inspect", scheduler_inspect, Gate::scheduler, "SCHED APP"},
    {"scheduler-is-deployed", scheduler_is_deployed, Gate::scheduler, "SCHED APP"},
    {"scheduler-logs", scheduler_logs, Gate::scheduler, "SCHED APP [PROCESS] [TAIL] [PRETTY] [NUM]"},
    {"scheduler-logs-failed", scheduler_logs_failed, Gate::scheduler, "SCHED APP"},
    {"scheduler-pre-restore", scheduler_pre_restore, Gate::scheduler, "SCHED APP"},
    {"scheduler-proxy-config", scheduler_proxy_config, Gate::scheduler, "SCHED APP PROXY_TYPE"},
    {"scheduler-proxy-logs", scheduler_proxy_logs, Gate::scheduler, "SCHED APP PROXY_TYPE LOG_TYPE TAIL NUM"},
    {"scheduler-retire", scheduler_retire, Gate::none, "[SCHED] [APP]"},
    {"scheduler-run", scheduler_run, Gate::scheduler, "SCHED APP ENV_COUNT [KEY=VALUE...] -- [COMMAND...]"},
    {"scheduler-run-list", scheduler_run_list, Gate::scheduler, "SCHED APP [FORMAT]"},
    {"scheduler-run-logs", scheduler_run_logs, Gate::scheduler,
     "SCHED APP [CONTAINER] [TAIL] [PRETTY] [NUM]"},
    {"scheduler-run-retire", scheduler_run_retire, Gate::scheduler, "[SCHED] [APP]"},
    {"scheduler-run-stop", scheduler_run_stop, Gate::scheduler, "SCHED [APP] [CONTAINER]"},
    {"scheduler-stop", scheduler_stop, Gate::scheduler, "SCHED APP [REMOVE]"},
    {"scheduler-uses-host-cron", scheduler_uses_host_cron, Gate::scheduler, "SCHED"},
};

}

std::span<const Trigger> triggers() { return all_triggers; }

}
