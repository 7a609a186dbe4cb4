#pragma once

#include "host/host.hpp"

/// The commands, each under its name with _ for : and -. They return the exit
/// status and throw what host::run throws.
namespace host::command {

int apps_clone(Host& host, const Words& arguments);
int apps_create(Host& host, const Words& arguments);
int apps_destroy(Host& host, const Words& arguments);
int apps_exists(Host& host, const Words& arguments);
int apps_list(Host& host, const Words& arguments);
int apps_rename(Host& host, const Words& arguments);
int checks_disable(Host& host, const Words& arguments);
int checks_enable(Host& host, const Words& arguments);
int checks_report(Host& host, const Words& arguments);
int checks_run(Host& host, const Words& arguments);
int checks_set(Host& host, const Words& arguments);
int checks_skip(Host& host, const Words& arguments);
int config_get(Host& host, const Words& arguments);
int config_set(Host& host, const Words& arguments);
int config_show(Host& host, const Words& arguments);
int config_unset(Host& host, const Words& arguments);
int docker_options_add(Host& host, const Words& arguments);
int docker_options_clear(Host& host, const Words& arguments);
int docker_options_report(Host& host, const Words& arguments);
int domains_report(Host& host, const Words& arguments);
int domains_set(Host& host, const Words& arguments);
int enter(Host& host, const Words& arguments);
int git_hook(Host& host, const Words& arguments);
int git_receive_pack(Host& host, const Words& arguments);
int help(Host& host, const Words& arguments);
int logs(Host& host, const Words& arguments);
int logs_failed(Host& host, const Words& arguments);
int network_set(Host& host, const Words& arguments);
int plugin_disable(Host& host, const Words& arguments);
int plugin_enable(Host& host, const Words& arguments);
int plugin_install(Host& host, const Words& arguments);
int plugin_list(Host& host, const Words& arguments);
int plugin_trigger(Host& host, const Words& arguments);
int plugin_uninstall(Host& host, const Words& arguments);
int plugin_update(Host& host, const Words& arguments);
int ports_report(Host& host, const Words& arguments);
int ports_set(Host& host, const Words& arguments);
int proxy_build_config(Host& host, const Words& arguments);
int proxy_stop(Host& host, const Words& arguments);
int ps_inspect(Host& host, const Words& arguments);
int ps_rebuild(Host& host, const Words& arguments);
int ps_report(Host& host, const Words& arguments);
int ps_restart(Host& host, const Words& arguments);
int ps_restore(Host& host, const Words& arguments);
int ps_retire(Host& host, const Words& arguments);
int ps_scale(Host& host, const Words& arguments);
int ps_set(Host& host, const Words& arguments);
int ps_start(Host& host, const Words& arguments);
int ps_stop(Host& host, const Words& arguments);
int run(Host& host, const Words& arguments);
int run_detached(Host& host, const Words& arguments);
int run_list(Host& host, const Words& arguments);
int run_logs(Host& host, const Words& arguments);
int run_retire(Host& host, const Words& arguments);
int run_stop(Host& host, const Words& arguments);
int scheduler_report(Host& host, const Words& arguments);
int scheduler_set(Host& host, const Words& arguments);
int setup(Host& host, const Words& arguments);
int version(Host& host, const Words& arguments);

}
