#include "docker_local.hpp"

#include <doctest/doctest.h>

#include <cstdlib>

namespace load {

namespace {

std::map<std::string, std::string> hooks() {
    const char* directory = std::getenv("DOCKER_LOCAL_HOOKS");
    REQUIRE(directory != nullptr);
    std::map<std::string, std::string> scripts;
    for (const std::string& name : util::list_directory(directory))
        scripts[name] = *util::read_file(util::Path(directory) / name);
    return scripts;
}

}

DockerLocal::DockerLocal() : plugin_("scheduler-docker-local", hooks()) { let_fail(""); }

void DockerLocal::let_fail(const std::string& replica) {
    util::write_file(e2e::StandaloneHost::instance().root() / "failing", replica, 0644);
}

}
