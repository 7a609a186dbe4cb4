#include "host/apps.hpp"

#include "docker/error.hpp"
#include "dokku/names.hpp"
#include "host/app_images.hpp"
#include "host/app_use.hpp"
#include "host/commands/arguments.hpp"
#include "host/commands/handlers.hpp"
#include "host/engine.hpp"
#include "host/git_repository.hpp"
#include "host/options.hpp"
#include "host/proxy.hpp"
#include "host/release.hpp"
#include "host/scheduler.hpp"
#include "util/error.hpp"
#include "util/text.hpp"

#include <iostream>

namespace host::command {

namespace {

GitRepository repository_of(const Host& host, const std::string& app) {
    return GitRepository(host.environment.app_directory(app), host.stop);
}

int create(Host& host, const std::string& app) {
    dokku::verify_app_name(app);
    if (std::filesystem::exists(host.environment.app_directory(app)))
        throw util::Error("Name is already taken");
    host.log.header("Creating " + app + "...");
    repository_of(host, app).create(host.roots.programs() / "hookrun", host.roots.root);
    return host.plugins.trigger("post-create", {app});
}

/// What takes a push to this host, for git to run: as the owner of the host.
std::string receive_pack(const Roots& roots) {
    const std::string command = util::shell_command({roots.programs() / "hookrun", "git-receive-pack"});
    if (roots.root == default_root) return command;
    return "HOOKRUN_ROOT=" + util::shell_command({roots.root}) + " " + command;
}

void tell_how_to_push(const Host& host, const std::string& app) {
    const std::string repository = host.environment.app_directory(app);
    host.log.header("To deploy it, type in your checkout, as the same user:");
    for (const Words& command :
         {Words{"git", "remote", "add", "hookrun", repository},
          Words{"git", "config", "remote.hookrun.receivepack", receive_pack(host.roots)},
          Words{"git", "push", "hookrun", "HEAD:main"}})
        host.log.verbose(util::shell_command(command));
}

/// An app that never got to an Engine can go without one.
void remove_images(Host& host, const std::string& app) try {
    Engine engine(host.environment);
    remove_unused_images(engine.client(), app, Unused::all);
} catch (const docker::ConnectionError& error) {
    host.log.warn("The images of " + app + ", if there are any, stay: " + error.what());
}

/// Every hook gets its turn, whatever another one says: nothing may stay behind.
int destroy(Host& host, const std::string& app) {
    const std::string scheduler = scheduler_of(host, app);
    int failed = 0;
    const auto tell = [&](const std::string& trigger, const Words& arguments) {
        if (const int status = host.plugins.trigger(trigger, arguments); status != 0) failed = status;
    };
    const auto stop = [&] { tell("scheduler-stop", {scheduler, app, "true"}); };
    auto alone = try_to_have_app_alone(host, app);
    tell("pre-delete", {app, "latest"});
    stop();
    if (!alone) {
        alone = have_app_alone(host, app);
        stop();  // what others have started meanwhile
    }
    tell("scheduler-post-delete", {scheduler, app, "latest"});
    tell("post-delete", {app, "latest"});
    if (failed != 0) {
        host.log.warn(app + " is kept, as not all of it could be removed");
        return failed;
    }
    util::remove_directory(host.environment.app_directory(app));
    build_proxy_config(host);
    const int status = host.plugins.trigger("scheduler-retire", {scheduler, app});
    remove_images(host, app);
    return status;
}

/// Nobody would stop the containers of an app whose scheduler is not there.
void verify_can_be_destroyed(const Host& host, const std::string& app) {
    if (has_containers(host, app)) verify_scheduler(host, app);
}

bool is_confirmed(Host& host, const std::string& app) {
    host.log.warn("WARNING: Potentially Destructive Action");
    host.log.warn("This command will destroy " + app + " (including all add-ons).");
    host.log.warn("To proceed, type \"" + app + "\"");
    std::string typed;
    return std::getline(std::cin, typed) && typed == app;
}

struct Copy {
    std::string from;
    std::string to;
    bool deploys;
};

Copy parse_copy(const Host& host, const Words& arguments) {
    const Options options = parse_options(arguments, {{"--skip-deploy"}});
    return {app_argument(host, options.rest), word(options.rest, 1), !options.has("--skip-deploy")};
}

/// The copy selects the scheduler that the app has selected.
void verify_can_be_deployed(const Host& host, const Copy& copy) {
    if (copy.deploys && !repository_of(host, copy.from).deployed_revision().empty())
        verify_scheduler(host, copy.from);
}

int rebuild(Host& host, const std::string& app) {
    const std::string revision = repository_of(host, app).deployed_revision();
    return revision.empty() ? 0 : release(host, app, revision);
}

}

int apps_create(Host& host, const Words& arguments) {
    if (const int status = create(host, arguments[0]); status != 0) return status;
    tell_how_to_push(host, arguments[0]);
    return 0;
}

int apps_destroy(Host& host, const Words& arguments) {
    const Options options = parse_options(arguments, {{"--force"}});
    const std::string& app = app_argument(host, options.rest);
    verify_can_be_destroyed(host, app);
    if (!options.has("--force") && !is_confirmed(host, app))
        throw util::Error("Confirmation did not match " + app + ". Aborted.");
    host.log.header("Destroying " + app + " (including all add-ons)");
    return destroy(host, app);
}

int apps_exists(Host& host, const Words& arguments) {
    app_argument(host, arguments);
    return 0;
}

int apps_list(Host& host, const Words&) {
    host.log.title("My Apps");
    for (const std::string& app : app_names(host)) host.log.plain(app);
    return 0;
}

int apps_clone(Host& host, const Words& arguments) {
    const Copy copy = parse_copy(host, arguments);
    verify_can_be_deployed(host, copy);
    if (const int status = create(host, copy.to); status != 0) return status;
    host.log.header("Cloning " + copy.from + " to " + copy.to);
    if (const int status = host.plugins.trigger("post-app-clone-setup", {copy.from, copy.to}); status != 0)
        return status;
    repository_of(host, copy.to).take_all_from(repository_of(host, copy.from));
    return copy.deploys ? rebuild(host, copy.to) : 0;
}

int apps_rename(Host& host, const Words& arguments) {
    const Copy copy = parse_copy(host, arguments);
    verify_can_be_deployed(host, copy);
    verify_can_be_destroyed(host, copy.from);
    if (const int status = create(host, copy.to); status != 0) return status;
    host.log.header("Renaming " + copy.from + " to " + copy.to);
    if (const int status = host.plugins.trigger("post-app-rename-setup", {copy.from, copy.to}); status != 0)
        return status;
    repository_of(host, copy.to).take_all_from(repository_of(host, copy.from));
    if (const int status = destroy(host, copy.from); status != 0) return status;
    return copy.deploys ? rebuild(host, copy.to) : 0;
}

int ps_rebuild(Host& host, const Words& arguments) {
    const std::string& app = app_argument(host, arguments);
    if (repository_of(host, app).deployed_revision().empty())
        throw util::Error("App " + app + " has not been deployed");
    return rebuild(host, app);
}

}
