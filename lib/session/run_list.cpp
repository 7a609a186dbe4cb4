#include "session/run_list.hpp"

#include "docker/json.hpp"
#include "session/human_time.hpp"
#include "session/run_containers.hpp"
#include "util/json.hpp"
#include "util/text.hpp"

#include <algorithm>
#include <array>

namespace session {

namespace {

constexpr std::size_t narrowest_column = 10;
constexpr std::size_t gap = 3;

using Row = std::array<std::string, 3>;

std::string quoted(const std::string& text) {
    const std::string escaped = util::replace_all(util::replace_all(text, "\\", "\\\\"), "\"", "\\\"");
    return "\"" + util::printable(escaped) + "\"";
}

Row row_of(const deploy::World& world, const docker::ContainerSummary& container) {
    const util::Seconds age = world.clock.epoch() - util::Seconds(container.created);
    return {container.name, quoted(container.command), human_duration(age) + " ago"};
}

void print_table(const deploy::World& world, const std::vector<Row>& rows) {
    std::size_t name = narrowest_column, command = narrowest_column;
    for (const Row& row : rows) {
        name = std::max(name, row[0].size() + gap);
        command = std::max(command, row[1].size() + gap);
    }
    const auto padded = [](const std::string& text, std::size_t width) {
        return text + std::string(width - text.size(), ' ');
    };
    for (const Row& row : rows) world.log.plain(padded(row[0], name) + padded(row[1], command) + row[2]);
}

void list_as_table(const deploy::World& world, const std::string& app) {
    std::vector<Row> rows;
    if (!world.log.is_quiet()) rows.push_back({"NAMES", "COMMAND", "CREATED"});
    for (const auto& container : run_containers(world, app)) rows.push_back(row_of(world, container));
    world.log.title(app + " run containers");
    if (!world.log.is_quiet()) return print_table(world, rows);
    for (const Row& row : rows) world.log.plain(row[0] + "\t" + row[1] + "\t" + row[2]);
}

void list_as_json(const deploy::World& world, const std::string& app) {
    auto all = docker::json::Json::array();
    for (const auto& container : run_containers(world, app))
        all.push_back({{"name", container.name},
                       {"state", container.state},
                       {"command", quoted(container.command)},
                       {"created_at", utc_time(container.created)}});
    world.log.plain(util::json_text(all));
}

}

void list_runs(const deploy::World& world, const std::string& app, ListFormat format) {
    if (format == ListFormat::table) list_as_table(world, app);
    else list_as_json(world, app);
}

}
