#include "session/run.hpp"

#include "docker/attach.hpp"
#include "docker/containers.hpp"
#include "docker/error.hpp"
#include "docker/networks.hpp"
#include "dokku/properties.hpp"
#include "session/conversation.hpp"
#include "session/run_command.hpp"
#include "session/run_concurrency.hpp"
#include "session/run_spec.hpp"
#include "session/run_stop.hpp"
#include "util/error.hpp"

namespace session {

namespace {

/// Ready to start, or not there.
std::string create(const deploy::World& world, const std::string& app, const docker::ContainerSpec& spec) {
    docker::Containers containers(world.engine);
    // Not interruptible: nobody would know of a container whose creation was cut off.
    const std::string id = containers.create(spec);
    try {
        docker::Networks networks(world.engine);
        for (const auto& [network, endpoint] : spec.further_networks)
            networks.connect(network, id, endpoint, world.stop);
        world.triggers.answer("post-container-create", {"app", id, app, "run"}, world.stop);
        return id;
    } catch (...) {
        containers.remove(id, docker::Containers::Force::yes);
        throw;
    }
}

/// The container is stopped when we cannot see it through, whatever the reason.
void stop_abandoned(const deploy::World& world, const std::string& app, const std::string& id) {
    try {
        stop_run(world, app, id);
    } catch (const util::Error& error) {
        world.log.warn("The container may still run: " + util::full_message(error));
    }
}

int start_detached(const deploy::World& world, const std::string& id, const std::string& name) {
    docker::Containers(world.engine).start(id, world.stop);
    world.log.raw(name + "\n");
    return 0;
}

int run_in_front(const deploy::World& world, const std::string& id, const docker::Console& console,
                 const Streams& ours, const std::function<void()>& on_started) {
    const Resize resize = [&](const util::WindowSize& size, const std::stop_token& stop) {
        docker::Containers(world.engine).resize(id, size, stop);
    };
    const auto talk = [&](docker::Hijacked connection) {
        on_started();
        converse(world, std::move(connection), console, ours, resize);
    };
    return docker::run_attached(world.engine, id, console, talk, world.stop);
}

bool is_missing_command(const docker::ApiError& error) {
    return error.message().find("exec: ") != std::string::npos &&
           (error.message().find("no such file or directory") != std::string::npos ||
            error.message().find("executable file not found") != std::string::npos);
}

/// Throws the error that is being handled, with what helps where it is about the app's shell.
[[noreturn]] void rethrow_with_shell(const deploy::World& world, const std::string& app) try {
    throw;
} catch (const docker::ApiError& error) {
    if (!is_missing_command(error)) throw;
    throw util::Error(util::full_message(error) + "\n" + missing_shell(world, app));
}

/// One that never started is of no use to anybody.
void remove_unstarted(const deploy::World& world, const std::string& id) {
    docker::Containers containers(world.engine);
    const auto container = containers.find(id);
    if (container && container->state.status == "created")
        containers.remove(id, docker::Containers::Force::yes);
}

}

int run(const deploy::World& world, const RunRequest& request, const Streams& ours) {
    const docker::Console console = request.detached ? detached_console() : console_for(ours);
    const docker::ContainerSpec spec = run_spec(world, request, console);
    std::optional<util::FileLock> turn = make_way(world, request);
    const std::string id = create(world, request.app, spec);
    int status = 0;
    try {
        status = request.detached ? start_detached(world, id, spec.name)
                                  : run_in_front(world, id, console, ours, [&] { turn.reset(); });
    } catch (...) {
        if (!request.detached) stop_abandoned(world, request.app, id);
        remove_unstarted(world, id);
        if (request.command.empty()) rethrow_with_shell(world, request.app);
        throw;
    }
    turn.reset();
    world.triggers.show("scheduler-post-run",
                        {dokku::scheduler_name, request.app, id, std::to_string(status)});
    return status;
}

}
