#include "session/run_containers.hpp"

#include "docker/containers.hpp"
#include "dokku/labels.hpp"
#include "dokku/names.hpp"
#include "util/error.hpp"
#include "util/text.hpp"

namespace session {

namespace {

constexpr std::int64_t highest_number = 1'000'000'000;

}

std::optional<RunName> parse_run_name(const std::string& name) {
    const auto last = name.rfind('.');
    if (last == std::string::npos || last == 0) return {};
    const auto middle = name.rfind('.', last - 1);
    if (middle == std::string::npos) return {};
    RunName parts{name.substr(0, middle), name.substr(middle + 1, last - middle - 1), name.substr(last + 1)};
    if (!dokku::is_app_name(parts.app) || !util::parse_number(parts.number, 0, highest_number)) return {};
    return parts;
}

std::vector<docker::ContainerSummary> run_containers(const deploy::World& world, const std::string& app) {
    return docker::Containers(world.engine)
        .list({{dokku::label_app, app}, {dokku::label_container_type, run_type}}, world.stop);
}

std::vector<deploy::LogSource> run_logs(const deploy::World& world, const std::string& app,
                                        const std::string& name) {
    std::vector<deploy::LogSource> sources;
    for (const auto& container : run_containers(world, app)) {
        const auto parts = parse_run_name(container.name);
        if (name.empty() || container.name == name)
            sources.push_back({parts ? parts->number : container.name, container.id});
    }
    if (sources.empty() && !name.empty())
        throw util::Error("There is no run container " + util::shown(name, 200) + " of " + app);
    return sources;
}

}
