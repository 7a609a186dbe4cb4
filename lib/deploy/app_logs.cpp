#include "deploy/app_logs.hpp"

#include "deploy/line_merge.hpp"
#include "docker/logs.hpp"
#include "dokku/app_state.hpp"
#include "util/error.hpp"
#include "util/parallel.hpp"
#include "util/terminal.hpp"
#include "util/text.hpp"
#include "util/timestamp.hpp"

#include <unistd.h>

namespace deploy {

namespace {

constexpr std::size_t largest_tail = 64U << 10U;
/// "2026-01-02T03:04:05.123456789Z ", which the Engine puts before each line.
constexpr char time_end = ' ';

/// Dokku's colours, one a container.
constexpr int colours[] = {36, 33, 32, 35, 31};

/// How long a followed line waits for an older one of another container.
constexpr util::Milliseconds patience{100};

/// "TIME TEXT", as the Engine gives a line.
LineMerge::Line split_time(std::size_t source, std::string_view line) {
    const auto end = line.find(time_end);
    // The rest of a line that was too long has none.
    if (end == std::string_view::npos || !util::parse_timestamp(line.substr(0, end)))
        return {"", source, std::string(line)};
    return {std::string(line.substr(0, end)), source, std::string(line.substr(end + 1))};
}

/// The logs of some containers, shown as one.
class Showing {
public:
    Showing(const World& world, const std::vector<LogSource>& sources, const LogView& view)
        : world_(world),
          sources_(sources),
          view_(view),
          lines_(sources.size(), view.follow ? std::optional(patience) : std::nullopt) {}

    void run() {
        util::parallel(sources_.size() + 1, sources_.size() + 1, world_.stop,
                       [&](std::size_t i, const std::stop_token& stop) {
                           if (i < sources_.size()) read(i, stop);
                           else print_all(stop);
                       });
    }

private:
    void read(std::size_t source, const std::stop_token& stop) {
        const std::stop_callback pass_on(stop, [this] { unheard_.request_stop(); });
        const auto on_line = [&](std::string_view line) {
            lines_.add(split_time(source, line), unheard_.get_token());
        };
        try {
            docker::Logs(world_.engine)
                .follow(sources_[source].container_id,
                        {.follow = view_.follow, .tail = view_.lines, .timestamps = true}, on_line,
                        unheard_.get_token());
        } catch (const util::Interrupted&) {
            if (stop.stop_requested()) throw;
        }
        lines_.end(source);
    }

    /// Until there is nothing more, or nobody who reads it.
    void print_all(const std::stop_token& stop) {
        while (util::has_reader(STDOUT_FILENO)) {
            if (const auto line = lines_.next(stop)) print(*line);
            else if (lines_.has_ended()) return;
        }
        unheard_.request_stop();
    }

    /// An app's own output, so nothing of it is hidden from its operator; only the
    /// terminal is protected from it.
    void print(const LineMerge::Line& line) const {
        std::string text = util::printable(line.text, util::Lines::keep);
        while (text.ends_with('\n')) text.pop_back();
        if (view_.layout == LogView::Layout::labelled) text = label_of(line) + text;
        world_.log.raw(text + "\n");
    }

    std::string label_of(const LineMerge::Line& line) const {
        return "\x1b[" + std::to_string(colours[line.source % std::size(colours)]) + "m" + line.time +
               " app[" + sources_[line.source].label + "]:\x1b[0m ";
    }

    const World& world_;
    const std::vector<LogSource>& sources_;
    const LogView& view_;
    LineMerge lines_;
    std::stop_source unheard_;
};

}

std::optional<std::string> last_output(const World& world, const std::string& container_id, int lines,
                                       bool has_terminal) {
    try {
        return docker::Logs(world.engine).tail(container_id, {largest_tail, lines, has_terminal});
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
    if (!sources.empty()) Showing(world, sources, view).run();
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
