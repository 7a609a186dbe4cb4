#pragma once

#include "engine/standalone_host.hpp"

#include <thread>

namespace e2e {

/// A push that has started and checked its new container, and waits, in the
/// hook of another plugin, until it is let go.
class HeldDeploy {
public:
    HeldDeploy(TestApp& app, const std::string& text);
    HeldDeploy(const HeldDeploy&) = delete;
    HeldDeploy& operator=(const HeldDeploy&) = delete;
    ~HeldDeploy();

    /// Lets it go, and waits for its end.
    util::Ended finish();

private:
    util::TemporaryDirectory directory_;
    TestPlugin plugin_;
    util::Ended ended_;
    std::thread push_;
};

}
