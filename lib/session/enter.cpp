#include "session/enter.hpp"

#include "docker/containers.hpp"
#include "docker/exec.hpp"
#include "docker/images.hpp"
#include "dokku/app_state.hpp"
#include "dokku/image_kind.hpp"
#include "session/abandoned.hpp"
#include "session/conversation.hpp"
#include "session/run_command.hpp"
#include "util/error.hpp"
#include "util/text.hpp"

#include <set>

namespace session {

namespace {

using Serving = std::map<dokku::Replica, dokku::Placement>;

constexpr const char* workspace_of_buildpacks = "/workspace";

constexpr std::size_t longest_shown_argument = 80;

std::string types_of(const Serving& serving) {
    std::set<std::string> types;
    for (const auto& [replica, placement] : serving) types.insert(replica.process_type);
    return util::join({types.begin(), types.end()}, " ");
}

std::string available_types(const std::string& app, const Serving& serving) {
    return "Available types for app (" + app + "): " + types_of(serving);
}

std::string find_by_id(const Serving& serving, const EnterRequest& request) {
    std::vector<std::string> ids;
    for (const auto& [replica, placement] : serving) {
        if (placement.container_id.starts_with(request.container_id)) return placement.container_id;
        ids.push_back(placement.container_id);
    }
    throw util::Error(
        "Invalid container id for app: " + util::shown(request.container_id, longest_shown_argument) +
        "\nAvailable ids for app (" + request.app + "): " + util::join(ids, " "));
}

std::string find_by_type(const Serving& serving, const EnterRequest& request) {
    const std::string& type = request.process_type;
    if (type.empty() && types_of(serving).find(' ') != std::string::npos)
        throw util::Error("No container type specified.\n" + available_types(request.app, serving));
    for (const auto& [replica, placement] : serving)
        if (type.empty() || type == replica.process_type || type == dokku::to_string(replica))
            return placement.container_id;
    throw util::Error("No containers found for type '" + util::shown(type, longest_shown_argument) + "'\n" +
                      available_types(request.app, serving));
}

docker::Container find_running(const deploy::World& world, const EnterRequest& request) {
    const Serving serving = dokku::AppState(world.environment, request.app).read();
    if (serving.empty()) throw util::Error("No containers found for app");
    const std::string id =
        request.container_id.empty() ? find_by_type(serving, request) : find_by_id(serving, request);
    auto container = docker::Containers(world.engine).find(id, world.stop);
    if (!container || !container->state.running) throw util::Error("Container is not running");
    return std::move(*container);
}

dokku::ImageKind kind_of(const deploy::World& world, const std::string& app,
                         const docker::Container& container) {
    const auto image = docker::Images(world.engine).find(container.image_id, world.stop);
    return image ? dokku::image_facts(world.environment, app, *image).kind : dokku::ImageKind::dockerfile;
}

docker::Exec::State run_in_front(const deploy::World& world, docker::Exec& command,
                                 const docker::Console& console, const Streams& ours) {
    const Resize resize = [&](const util::WindowSize& size, const std::stop_token& stop) {
        command.resize(size, stop);
    };
    converse(world, command.start(world.stop), console, ours, resize);
    const docker::Exec::State state = command.state(world.stop);
    if (!state.exit_code) throw util::Error("the Engine does not say how the command ended");
    return state;
}

}

int enter(const deploy::World& world, const EnterRequest& request, const Streams& ours) {
    const docker::Container container = find_running(world, request);
    const dokku::ImageKind kind = kind_of(world, request.app, container);
    const docker::Console console = console_for(ours);
    docker::Exec command(world.engine, container.id,
                         {command_or_shell(world, request.app, kind, request.command),
                          kind == dokku::ImageKind::buildpacks ? workspace_of_buildpacks : "", console},
                         world.stop);
    try {
        const docker::Exec::State ended = run_in_front(world, command, console, ours);
        if (ended.never_began && request.command.empty()) world.log.warn(missing_shell(world, request.app));
        return *ended.exit_code;
    } catch (...) {
        end_abandoned(world, container.id, command);
        throw;
    }
}

}
