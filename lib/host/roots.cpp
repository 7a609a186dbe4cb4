#include "host/roots.hpp"

#include <unistd.h>
#include <cstdlib>
#include <map>
#include <string>

namespace host {

namespace {

std::string variable(const char* name, const char* otherwise) {
    const char* value = std::getenv(name);
    return value != nullptr && *value != '\0' ? value : otherwise;
}

std::string path_with(const util::Path& programs) {
    const std::string path = variable("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
    if (path.starts_with(programs.string() + ":")) return path;
    return programs.string() + ":" + path;
}

}

Roots read_roots() {
    return {std::filesystem::absolute(variable("HOOKRUN_ROOT", default_root)).lexically_normal()};
}

void export_environment(const Roots& roots) {
    const util::Path core = roots.root / "core-plugins";
    const std::map<std::string, std::string> variables{
        {"HOOKRUN_ROOT", roots.root},
        {"DOKKU_CLI", "hookrun"},
        {"DOKKU_ROOT", roots.apps()},
        {"DOKKU_HOST_ROOT", roots.apps()},
        {"DOKKU_LIB_ROOT", roots.root},
        {"PLUGIN_PATH", roots.plugins()},
        {"PLUGIN_AVAILABLE_PATH", roots.available_plugins()},
        {"PLUGIN_ENABLED_PATH", roots.enabled_plugins()},
        {"PLUGIN_CORE_PATH", core},
        {"PLUGIN_CORE_AVAILABLE_PATH", core / "available"},
        {"PLUGIN_CORE_ENABLED_PATH", core / "enabled"},
        {"DOKKU_CONTAINER_LABEL", "dokku"},
        {"DOKKU_GLOBAL_RUN_ARGS",
         "--label=org.label-schema.schema-version=1.0 "
         "--label=org.label-schema.vendor=dokku --label=dokku"},
        {"DOKKU_API_VERSION", "1"},
        {"DOKKU_NOT_IMPLEMENTED_EXIT", "10"},
        {"DOKKU_VALID_EXIT", "0"},
        {"PATH", path_with(roots.programs())},
    };
    for (const auto& [name, value] : variables) ::setenv(name.c_str(), value.c_str(), 1);
    ::setenv("DOKKU_PID", std::to_string(::getpid()).c_str(), 0);
}

}
