#pragma once

#include "deploy/world.hpp"
#include "health/verdict.hpp"

#include <string>
#include <vector>

namespace deploy {

/// A failed check of one container and what its entry wants to happen now.
struct FailureNotice {
    std::string app{};  ///< empty: a container that belongs to none
    std::string process_type;
    std::string container;  ///< web.1
    std::string container_id;
    health::FailedCheck check{};
};

std::vector<FailureNotice> notices_of(const FailureNotice& container, const health::Verdict& verdict);

/// Carries out `onFailure`: a command on this host, with the failure as JSON on
/// its stdin, within 30 s, if it is allowed; then a POST of that JSON to the URL,
/// within 5 s, no redirect followed. What goes wrong is a warning: the checks
/// have been decided. Ctrl-C ends it.
enum class FailureCommands { forbidden, allowed };
void carry_out(const World& world, const std::vector<FailureNotice>& notices, FailureCommands commands);

}
