#include "host/core/core.hpp"

#include "host/core/answers.hpp"

#include <algorithm>
#include <array>

namespace host {

namespace {

constexpr std::array triggers{
    CoreTrigger{"app-json-get-content", core::app_json_get_content},
    CoreTrigger{"app-json-process-deploy-parallelism", core::app_json_process_deploy_parallelism},
    CoreTrigger{"checks-get-property", core::checks_get_property},
    CoreTrigger{"config-export", core::config_export},
    CoreTrigger{"config-get", core::config_get},
    CoreTrigger{"config-get-global", core::config_get_global},
    CoreTrigger{"core-post-deploy", core::core_post_deploy},
    CoreTrigger{"core-post-extract", core::core_post_extract},
    CoreTrigger{"deployed-app-image-repo", core::deployed_app_image_repo},
    CoreTrigger{"deployed-app-image-tag", core::deployed_app_image_tag},
    CoreTrigger{"deployed-app-repository", core::deployed_app_repository},
    CoreTrigger{"docker-args-deploy", core::docker_args_deploy},
    CoreTrigger{"docker-args-process-deploy", core::docker_args_process_deploy},
    CoreTrigger{"docker-args-process-run", core::docker_args_process_run},
    CoreTrigger{"docker-args-run", core::docker_args_run},
    CoreTrigger{"domains-list", core::domains_list},
    CoreTrigger{"git-get-property", core::git_get_property},
    CoreTrigger{"network-get-ipaddr", core::network_get_ipaddr},
    CoreTrigger{"network-get-property", core::network_get_property},
    CoreTrigger{"network-write-ipaddr", core::network_write_ipaddr},
    CoreTrigger{"network-write-port", core::network_write_port},
    CoreTrigger{"ports-get", core::ports_get},
    CoreTrigger{"post-app-clone-setup", core::post_app_clone_setup},
    CoreTrigger{"post-app-rename-setup", core::post_app_rename_setup},
    CoreTrigger{"post-container-create", core::post_container_create},
    CoreTrigger{"post-delete", core::post_delete},
    CoreTrigger{"procfile-exists", core::procfile_exists},
    CoreTrigger{"procfile-get-command", core::procfile_get_command},
    CoreTrigger{"proxy-build-config", core::proxy_build_config},
    CoreTrigger{"ps-current-scale", core::ps_current_scale},
    CoreTrigger{"ps-get-property", core::ps_get_property},
    CoreTrigger{"scheduler-detect", core::scheduler_detect},
};

}

const CoreTrigger* find_core_trigger(std::string_view name) {
    const auto found = std::find_if(triggers.begin(), triggers.end(),
                                    [name](const CoreTrigger& trigger) { return trigger.name == name; });
    return found == triggers.end() ? nullptr : &*found;
}

std::span<const CoreTrigger> core_triggers() { return triggers; }

}
