#include "host/apps.hpp"

#include "dokku/names.hpp"
#include "util/error.hpp"

#include <algorithm>

namespace host {

std::vector<std::string> app_names(const Host& host) {
    std::vector<std::string> names;
    for (const std::string& name : util::list_directory(host.roots.apps()))
        if (dokku::is_app_name(name) && std::filesystem::is_directory(host.roots.apps() / name))
            names.push_back(name);
    return names;
}

bool is_deployed(const Host& host, const std::string& app) {
    return host.properties("common").get(app, "deployed") == "true";
}

int for_each_app(Host& host, const Words& apps, const std::function<int(const std::string& app)>& action) {
    int failed = 0;
    for (const std::string& app : apps) {
        try {
            if (const int status = action(app); status != 0) failed = status;
        } catch (const util::Error& error) {
            host.log.warn(util::full_message(error));
            failed = 1;
        }
    }
    return failed;
}

bool has_containers(const Host& host, const std::string& app) {
    const Words files = util::list_directory(host.environment.app_directory(app));
    return std::any_of(files.begin(), files.end(),
                       [](const std::string& file) { return file.starts_with("CONTAINER."); });
}

}
