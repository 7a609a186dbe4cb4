#include "triggers.hpp"

namespace hooks {

namespace {

constexpr Trigger table[] = {
    {"check-deploy", check_deploy},
    {"commands", commands},
    {"core-post-deploy", core_post_deploy},
    {"core-post-extract", core_post_extract},
    {"network-build-config", network_build_config},
    {"post-app-clone-setup", post_app_clone_setup},
    {"post-app-rename-setup", post_app_rename_setup},
    {"post-create", post_create},
    {"post-delete", post_delete},
    {"post-release-builder", post_release_builder},
    {"report", report_trigger},
    {"scheduler-app-status", scheduler_app_status},
    {"scheduler-deploy", scheduler_deploy},
    {"scheduler-enter", scheduler_enter},
    {"scheduler-inspect", scheduler_inspect},
    {"scheduler-is-deployed", scheduler_is_deployed},
    {"scheduler-logs", scheduler_logs},
    {"scheduler-logs-failed", scheduler_logs_failed},
    {"scheduler-pre-restore", scheduler_pre_restore},
    {"scheduler-retire", scheduler_retire},
    {"scheduler-run", scheduler_run},
    {"scheduler-run-list", scheduler_run_list},
    {"scheduler-run-logs", scheduler_run_logs},
    {"scheduler-run-retire", scheduler_run_retire},
    {"scheduler-run-stop", scheduler_run_stop},
    {"scheduler-stop", scheduler_stop},
    {"scheduler-uses-host-cron", scheduler_uses_host_cron},
};

}

std::span<const Trigger> triggers() { return table; }

}
