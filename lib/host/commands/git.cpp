#include "host/app_use.hpp"
#include "host/commands/arguments.hpp"
#include "host/commands/handlers.hpp"
#include "host/release.hpp"
#include "util/process.hpp"
#include "util/text.hpp"

#include <algorithm>
#include <iostream>

namespace host::command {

namespace {

struct Update {
    std::string revision;
    std::string reference;
};

/// OLD NEW REFERENCE of each pushed reference.
std::vector<Update> read_updates() {
    std::vector<Update> updates;
    std::string before;
    for (Update update; std::cin >> before >> update.revision >> update.reference;) updates.push_back(update);
    return updates;
}

bool is_deployed_branch(const std::string& reference) {
    return reference == "refs/heads/main" || reference == "refs/heads/master";
}

bool is_deletion(const std::string& revision) { return revision.find_first_not_of('0') == std::string::npos; }

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
    for (const Update& update : read_updates()) {
        if (is_deployed_branch(update.reference) && !is_deletion(update.revision))
            return release(host, app, update.revision);
        host.log.header("WARNING: deploy did not complete, you must push to main.");
        host.log.header("for example, try 'git push <remote> " +
                        update.reference.substr(update.reference.rfind('/') + 1) + ":main'");
    }
    return 0;
}

}
