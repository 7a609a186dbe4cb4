#pragma once

#include "docker/types.hpp"

#include <string>

namespace deploy {

/// How a container went that was told to end.
struct Departure {
    std::string label;            ///< web.1
    docker::Container container;  ///< inspected when it had ended, or when its time was over
    util::Milliseconds took{0};   ///< since its stop signal
    util::Seconds grace{0};       ///< that it had
};

/// One line for the operator: "web.1 exited 0 after 1.3 s"; "web.1 was killed
/// after 30 s: ..." with why the signal probably did not reach it, and the way out.
std::string to_string(const Departure& departure);

/// The stop signal of its image, else SIGTERM.
std::string stop_signal(const docker::Container& container);

}
