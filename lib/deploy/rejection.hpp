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
/// others in a line each. Keeps the evidence for logs:failed.
void report_rejection(const World& world, const Plan& plan, const std::vector<Outcome>& outcomes);

}
