#pragma once

#include <functional>
#include <string>
#include <vector>

namespace doctor {

enum class Level { good, note, bad };

/// What one examination found.
struct Finding {
    std::string area;  ///< "engine", "links", ...
    Level level;
    std::string text;       ///< what is so, or what is wrong
    std::string command{};  ///< that puts it right; empty: nothing to do, or the text says it
    /// The same by our own hands, where that can do no harm; else none.
    std::function<void()> repair{};
};

using Findings = std::vector<Finding>;

}
