#pragma once

#include "engine/standalone_host.hpp"

#include <optional>

namespace e2e {

/// Dokku's other scheduler beside ours, until the end of the scope: a stand-in that
/// does to names, labels, files and lists what that does, and like it hooks some
/// triggers for every app, whoever schedules it.
class DockerLocal {
public:
    DockerLocal();
    DockerLocal(const DockerLocal&) = delete;
    DockerLocal& operator=(const DockerLocal&) = delete;
    ~DockerLocal();

    /// What it has on its list of containers to be retired.
    std::string list() const;

    /// This one ("web.2") fails its check in every deploy from now on.
    void let_fail(const std::string& replica);
    void let_none_fail() { failing_check_.reset(); }

private:
    std::optional<TestPlugin> failing_check_;
};

}
