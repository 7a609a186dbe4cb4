#pragma once

#include "table.hpp"

#include <string>
#include <vector>

namespace bench {

/// A program started as the standalone host's runner would start it, its output thrown away.
struct Spawned {
    std::string program;
    std::vector<std::string> words;

    /// From its start to its end.
    Microseconds time() const;
};

}
