#pragma once

#include <istream>
#include <string>
#include <vector>

namespace host {

/// A branch or tag that a push changes.
struct PushedReference {
    std::string revision;  ///< 40 or 64 hexadecimal digits; all zero: it is deleted
    std::string name;      ///< refs/heads/main

    /// Whether it is the branch that is deployed, and still there.
    bool is_deployed() const;
    /// Without refs/heads/.
    std::string short_name() const;
};

/// What git gives a pre-receive hook: a line OLD NEW REFERENCE for each. Throws
/// util::Error for anything else.
std::vector<PushedReference> read_pushed_references(std::istream& input);

}
