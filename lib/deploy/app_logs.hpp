#pragma once

#include "deploy/world.hpp"
#include "dokku/labels.hpp"

#include <optional>
#include <string>
#include <vector>

namespace deploy {

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

/// The last lines of a container's output. Nothing if it is gone.
std::optional<std::string> last_output(const World& world, const std::string& container_id, int lines,
                                       bool has_terminal);

/// The same between docker-local's start and end lines.
void show_last_output(util::Log& log, const std::string& app, const LogSource& source,
                      const std::string& output);

/// Lines come in the order of their times, each as soon as its place is known,
/// however many there are; with `follow`, until every container has ended, a stop
/// is requested, or nobody reads our output any more.
void show_logs(const World& world, const std::vector<LogSource>& sources, const LogView& view);

/// The serving containers of an app; of all its process types where none is
/// given, which may also be a replica: web.1. None when nothing is deployed.
std::vector<LogSource> serving_logs(const World& world, const std::string& app,
                                    const std::string& process_type);

}
