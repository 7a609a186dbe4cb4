#pragma once

#include "deploy/bring_up.hpp"
#include "util/error.hpp"

#include <vector>

namespace deploy {

/// A new container did not prove itself; the operator has been told why.
class DeployRejected : public util::Error {
public:
    using util::Error::Error;
};

/// Tells what is wrong: the first bad container's verdict as one block, the
/// others in a line each. At most `output_lines` of its last output. Keeps the
/// evidence for logs:failed. Rules of the operator that are wrong are named.
void report_rejection(const World& world, const Plan& plan, const std::vector<Outcome>& outcomes,
                      std::size_t output_lines);

/// What is wrong with rules of the operator, "FILE:LINE: ..." each.
std::vector<std::string> skipped_rules(const dokku::Environment& environment);

}
