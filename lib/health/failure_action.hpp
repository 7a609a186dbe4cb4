#pragma once

#include <string>
#include <vector>

namespace health {

/// What is to happen when a check has failed.
struct FailureAction {
    std::vector<std::string> command{};  ///< on the host; empty: none
    std::string url{};                   ///< http or https; empty: none

    bool empty() const { return command.empty() && url.empty(); }
};

}
