#pragma once

#include "table.hpp"

#include "engine/standalone_host.hpp"

namespace bench {

/// What a hook took by itself, without the processes it started.
struct Cost {
    Microseconds wall{}, processor{};
    long resident_kib = 0;
    int triggers = 0;
};

/// Runs scheduler-deploy of the standalone host as the runner does, with the
/// triggers it asks answered by a runner that costs almost nothing: from what
/// the host's own answered to the same questions the first time.
class MeasuredDeploy {
public:
    explicit MeasuredDeploy(const std::string& app);
    Cost run();
    /// With the host's own plugin runner instead.
    Cost run_on_host();

private:
    Cost deploy(std::map<std::string, std::string> environment);

    std::string app_;
    util::TemporaryDirectory directory_;
};

/// Runs what the timer runs until the app has no containers but those that serve.
void let_retire(const e2e::TestApp& app);

}
