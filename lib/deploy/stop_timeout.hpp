#pragma once

#include "docker/types.hpp"
#include "dokku/settings.hpp"

#include <optional>

namespace deploy {

/// How long a container may take to end after its stop signal: what the operator
/// set, else the container's own --stop-timeout, else what this Dokku does
/// usually. Nothing: the Engine's default.
inline std::optional<util::Seconds> stop_timeout(std::optional<util::Seconds> operators,
                                                 const docker::Container& container,
                                                 std::optional<util::Seconds> usual) {
    if (operators) return operators;
    return container.stop_timeout ? container.stop_timeout : usual;
}

inline std::optional<util::Seconds> stop_timeout(const dokku::Settings& settings,
                                                 const docker::Container& container) {
    return stop_timeout(settings.stop_timeout.value, container, settings.usual_stop_timeout);
}

}
