#pragma once

#include "host/host.hpp"

#include <span>
#include <string_view>

namespace host {

/// One trigger that Dokku's own plugins answer and that this host's core
/// answers in their place. `answer` returns the exit status.
struct CoreTrigger {
    std::string_view name;
    int (*answer)(Host& host, const Words& arguments);
};

/// Null if the core has no such trigger.
const CoreTrigger* find_core_trigger(std::string_view name);
std::span<const CoreTrigger> core_triggers();

/// Sorts before every other plugin, as Dokku's core does before a scheduler.
inline constexpr const char* core_plugin = "00_hookrun-core";

}
