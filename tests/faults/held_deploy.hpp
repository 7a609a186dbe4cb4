#pragma once

#include "faults/serving_app.hpp"

#include <array>
#include <functional>

namespace faults {

/// Where a deploy can be held up: a plugin of this name waits in this trigger.
struct Stage {
    const char* name;
    const char* plugin;  ///< decides whether it comes before the plugin that tells the proxy
    const char* trigger;
};

inline constexpr std::array stages{Stage{"start", "zz-hold", "post-container-create"},
                                   Stage{"check", "zz-hold", "check-deploy"},
                                   Stage{"commit, before the proxy is told", "aa-hold", "core-post-deploy"},
                                   Stage{"commit, after the proxy is told", "zz-hold", "core-post-deploy"}};

/// A deploy that is held up at this stage while `act` happens, and then goes on.
/// One that does not get so far has to leave the release serving, and is tried once
/// more; a second one is a failed requirement. `afterwards` happens when it has
/// ended, before the plugin is removed.
util::Ended deploy_and_at(
    const Stage& stage, const ServingApp& app, const std::function<void()>& act,
    const std::function<void()>& afterwards = [] {});

}
