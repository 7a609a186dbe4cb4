#pragma once

#include "dokku/settings.hpp"

#include <optional>

namespace deploy {

/// How long a container may take to end after its stop signal: what the operator
/// set, else the container's own --stop-timeout, else what this Dokku does
/// usually. Nothing: the Engine's default.
inline std::optional<util::Seconds> stop_timeout(const dokku::Settings& settings,
                                                 std::optional<util::Seconds> container_own) {
    if (settings.stop_timeout.value) return settings.stop_timeout.value;
    return container_own ? container_own : settings.usual_stop_timeout;
}

}
