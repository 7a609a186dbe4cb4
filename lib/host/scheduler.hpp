#pragma once

#include "host/host.hpp"

namespace host {

/// Whether the plugin scheduler-NAME is enabled.
bool is_enabled_scheduler(const Host& host, const std::string& name);

/// The name of the scheduler that was chosen for an app.
std::string scheduler_of(const Host& host, const std::string& app);

/// Throws util::Error, which names the way out, where no enabled plugin is the
/// scheduler that was chosen for an app: triggers would find nobody to answer
/// them, which is no failure by Dokku's rules.
void verify_scheduler(const Host& host, const std::string& app);

/// Has the scheduler that was chosen for an app answer a trigger, SCHEDULER APP
/// FURTHER...; its exit status. Throws util::Error where that scheduler is not
/// enabled or does not have the trigger: Dokku's rule, silence and success, would
/// be a lie here.
int ask_scheduler(Host& host, const std::string& trigger, const std::string& app, const Words& further = {});

/// Has the scheduler replace all containers of an app, or those of one process
/// type, by ones of the image it has. Returns the scheduler's exit status.
int deploy(Host& host, const std::string& app, const std::string& process_type = {});

}
