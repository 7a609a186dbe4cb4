#include "host/app_use.hpp"
#include "host/commands/arguments.hpp"
#include "host/commands/handlers.hpp"
#include "host/pushed_references.hpp"
#include "host/release.hpp"
#include "util/process.hpp"

#include <iostream>

namespace host::command {

namespace {

/// /var/lib/hookrun/apps/sample, sample.git and sample all mean the app sample.
std::string app_of_path(const std::string& path) {
    std::string name = util::Path(path).filename();
    if (name.ends_with(".git")) name.resize(name.size() - 4);
    return name;
}

}

int git_receive_pack(Host& host, const Words& arguments) {
    const Words app{app_of_path(arguments[0])};
    const auto in_use = use_app(host, app);
    return host.plugins.run("git-receive-pack", {host.environment.app_directory(app_argument(host, app))});
}

/// A refused push leaves the repository as it was, so what failed can be pushed again.
int git_hook(Host& host, const Words& arguments) {
    const std::string& app = app_argument(host, arguments);
    for (const PushedReference& pushed : read_pushed_references(std::cin)) {
        if (pushed.is_deployed()) return release(host, app, pushed.revision);
        host.log.header("WARNING: deploy did not complete, you must push to main.");
        host.log.header("for example, try 'git push <remote> " + pushed.short_name() + ":main'");
    }
    return 0;
}

}
