#pragma once

#include "engine/standalone_host.hpp"

namespace load {

/// A plugin that leaves names, labels, files and lists of retired containers as
/// Dokku's scheduler docker-local does, and like it hooks some triggers for every
/// app, whoever schedules that. One container after the other, without undoing
/// anything when one fails.
class DockerLocal {
public:
    DockerLocal();

    /// This one ("web.2") fails its check in every deploy from now on; "" for none.
    void let_fail(const std::string& replica);

private:
    e2e::TestPlugin plugin_;
};

}
