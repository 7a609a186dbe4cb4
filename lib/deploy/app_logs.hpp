#pragma once

#include "deploy/world.hpp"
#include "dokku/labels.hpp"

#include <string>
#include <vector>

namespace deploy {

/// The last lines of a container's output between docker-local's start and end
/// lines. Nothing with 0 lines; a container that is gone has none.
void show_last_output(const World& world, const std::string& container_id, const std::string& label,
                      const std::string& app, int lines);

/// How `logs` is to show output: labelled as Dokku does, a line's time and label
/// in a colour of the container's own, or bare.
struct LogView {
    enum class Layout { labelled, bare } layout = Layout::labelled;
    bool follow = false;
    int lines = 100;
};

/// One container whose output is shown.
struct LogSource {
    std::string label;  ///< web.1
    std::string container_id;
};

/// Past lines come in the order of their times; with `follow`, lines until every
/// container has ended or a stop is requested.
void show_logs(const World& world, const std::vector<LogSource>& sources, const LogView& view);

/// The serving containers of an app; of all its process types where none is
/// given, which may also be a replica: web.1. None when nothing is deployed.
std::vector<LogSource> serving_logs(const World& world, const std::string& app,
                                    const std::string& process_type);

}
