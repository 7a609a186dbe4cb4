#pragma once

#include "util/file.hpp"

#include <map>
#include <string>

namespace limits {

/// What a hook did, as the module witness.cpp saw it.
struct Seen {
    int processes = -1;  ///< that it started; -1: it has not ended, or was never run
    int tables = -1;     ///< socket tables that it read
    int peak_kib = 0;    ///< memory
};

/// Watches the hooks of one name that are run with its environment.
class Witness {
public:
    explicit Witness(const std::string& hook);

    const std::map<std::string, std::string>& environment() const { return environment_; }
    /// Of the last one that ended.
    Seen seen() const;

private:
    util::TemporaryDirectory directory_;
    std::map<std::string, std::string> environment_;
};

}
