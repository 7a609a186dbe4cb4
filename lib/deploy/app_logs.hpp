#pragma once

#include "deploy/world.hpp"
#include "dokku/labels.hpp"

#include <string>

namespace deploy {

/// The last lines of a container's output between docker-local's start and end
/// lines. Nothing with 0 lines; a container that is gone has none.
void show_last_output(const World& world, const std::string& container_id, const std::string& label,
                      const std::string& app, int lines);

/// What `logs` was asked for.
struct LogRequest {
    std::string app;
    std::string process_type{};  ///< empty: all; also a replica: web.1
    enum class Layout { labelled, bare } layout = Layout::labelled;
    bool follow = false;
    int lines = 100;
};

/// The output of all serving containers: labelled as Dokku does, a line's time
/// and replica in a colour of the replica's own, or bare. Past lines come in the
/// order of their times; with `follow`, lines until every container has ended or
/// a stop is requested. Prints nothing when nothing is deployed.
void show_logs(const World& world, const LogRequest& request);

}
