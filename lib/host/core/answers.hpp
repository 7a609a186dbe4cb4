#pragma once

#include "host/host.hpp"

/// The triggers of the core, each under its name with _ for -. Arguments and
/// answers are Dokku's.
namespace host::core {

int app_json_get_content(Host& host, const Words& arguments);
int app_json_process_deploy_parallelism(Host& host, const Words& arguments);
int checks_get_property(Host& host, const Words& arguments);
int config_export(Host& host, const Words& arguments);
int config_get(Host& host, const Words& arguments);
int config_get_global(Host& host, const Words& arguments);
int core_post_deploy(Host& host, const Words& arguments);
int core_post_extract(Host& host, const Words& arguments);
int deployed_app_image_repo(Host& host, const Words& arguments);
int deployed_app_image_tag(Host& host, const Words& arguments);
int deployed_app_repository(Host& host, const Words& arguments);
int docker_args_deploy(Host& host, const Words& arguments);
int docker_args_process_deploy(Host& host, const Words& arguments);
int docker_args_process_run(Host& host, const Words& arguments);
int docker_args_run(Host& host, const Words& arguments);
int domains_list(Host& host, const Words& arguments);
int git_get_property(Host& host, const Words& arguments);
int network_get_ipaddr(Host& host, const Words& arguments);
int network_get_property(Host& host, const Words& arguments);
int network_write_ipaddr(Host& host, const Words& arguments);
int network_write_port(Host& host, const Words& arguments);
int ports_get(Host& host, const Words& arguments);
int post_app_clone_setup(Host& host, const Words& arguments);
int post_app_rename_setup(Host& host, const Words& arguments);
int post_container_create(Host& host, const Words& arguments);
int post_delete(Host& host, const Words& arguments);
int procfile_exists(Host& host, const Words& arguments);
int procfile_get_command(Host& host, const Words& arguments);
int proxy_build_config(Host& host, const Words& arguments);
int ps_current_scale(Host& host, const Words& arguments);
int ps_get_property(Host& host, const Words& arguments);
int scheduler_detect(Host& host, const Words& arguments);

}
