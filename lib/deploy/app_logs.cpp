#include "deploy/app_logs.hpp"

#include "docker/logs.hpp"
#include "dokku/app_state.hpp"
#include "util/error.hpp"
#include "util/parallel.hpp"
#include "util/text.hpp"

#include <algorithm>
#include <mutex>

namespace deploy {

namespace {

constexpr std::size_t largest_tail = 64U << 10U;
/// "2026-01-02T03:04:05.123456789Z ", which the Engine puts before each line.
constexpr char time_end = ' ';

/// Dokku's colours, one a container.
constexpr int colours[] = {36, 33, 32, 35, 31};

struct Source {
    std::string label;
    std::string container_id;
    int colour;
};

struct Line {
    std::string time;
    const Source* source;
    std::string text;
};

std::vector<Source> coloured(const std::vector<LogSource>& plain) {
    std::vector<Source> sources;
    for (const LogSource& source : plain)
        sources.push_back({source.label, source.container_id, colours[sources.size() % std::size(colours)]});
    return sources;
}

Line split_time(const Source& source, std::string_view line) {
    const auto end = line.find(time_end);
    if (end == std::string_view::npos) return {"", &source, std::string(line)};
    return {std::string(line.substr(0, end)), &source, std::string(line.substr(end + 1))};
}

/// An app's own output, so nothing of it is hidden from its operator; only the
/// terminal is protected from it.
void print(const World& world, LogView::Layout layout, const Line& line) {
    std::string text = util::printable(line.text, util::Lines::keep);
    while (text.ends_with('\n')) text.pop_back();
    if (layout == LogView::Layout::labelled)
        text = "\x1b[" + std::to_string(line.source->colour) + "m" + line.time + " app[" +
               line.source->label + "]:\x1b[0m " + text;
    world.log.raw(text + "\n");
}

void print_past(const World& world, const LogView& view, const std::vector<Source>& sources) {
    std::vector<Line> all;
    for (const Source& source : sources)
        docker::Logs(world.engine)
            .follow(
                source.container_id, {.tail = view.lines, .timestamps = true},
                [&](std::string_view line) { all.push_back(split_time(source, line)); }, world.stop);
    std::stable_sort(all.begin(), all.end(), [](const Line& a, const Line& b) { return a.time < b.time; });
    for (const Line& line : all) print(world, view.layout, line);
}

void follow_all(const World& world, const LogView& view, const std::vector<Source>& sources) {
    util::parallel(sources.size(), sources.size(), world.stop,
                   [&](std::size_t i, const std::stop_token& stop) {
                       const auto on_line = [&](std::string_view line) {
                           print(world, view.layout, split_time(sources[i], line));
                       };
                       docker::Logs(world.engine)
                           .follow(sources[i].container_id,
                                   {.follow = true, .tail = view.lines, .timestamps = true}, on_line, stop);
                   });
}

}

std::optional<std::string> last_output(const World& world, const std::string& container_id, int lines) {
    try {
        return docker::Logs(world.engine).tail(container_id, largest_tail, lines);
    } catch (const docker::ApiError&) {
        return {};
    }
}

void show_last_output(util::Log& log, const std::string& app, const LogSource& source,
                      const std::string& output) {
    const std::string which =
        app + " container output (" + source.container_id.substr(0, 12) + " " + source.label + ")";
    log.title("Start of " + which);
    for (const std::string& line : util::lines(output)) log.verbose(line);
    log.title("End of " + which);
}

void show_logs(const World& world, const std::vector<LogSource>& sources, const LogView& view) {
    const std::vector<Source> shown = coloured(sources);
    if (view.follow) follow_all(world, view, shown);
    else print_past(world, view, shown);
}

std::vector<LogSource> serving_logs(const World& world, const std::string& app,
                                    const std::string& process_type) {
    std::vector<LogSource> sources;
    for (const auto& [replica, placement] : dokku::AppState(world.environment, app).read()) {
        const std::string label = dokku::to_string(replica);
        if (process_type.empty() || process_type == replica.process_type || process_type == label)
            sources.push_back({label, placement.container_id});
    }
    return sources;
}

}
