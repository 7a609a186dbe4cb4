#include "engine/docker_local.hpp"

#include <doctest/doctest.h>

#include <cstdlib>

namespace e2e {

namespace {

constexpr const char* name = "scheduler-docker-local";

}

DockerLocal::DockerLocal() {
    const char* directory = std::getenv("DOCKER_LOCAL");
    REQUIRE_MESSAGE(directory != nullptr, "DOCKER_LOCAL names the stand-in for docker-local");
    host().must({"plugin:install", directory, "--name", name});
}

DockerLocal::~DockerLocal() { host().run({"plugin:uninstall", name}); }

std::string DockerLocal::list() const {
    return util::read_file(host().root() / "data" / name / "dead-containers").value_or("");
}

void DockerLocal::let_fail(const std::string& replica) {
    const std::string script = "[ \"$3.$6\" != " + replica + " ]";
    failing_check_.emplace("zz-failing-check", std::map<std::string, std::string>{{"check-deploy", script}});
}

}
