#include "dokku/environment.hpp"

#include <unistd.h>
#include <cstdlib>

namespace dokku {

namespace {

std::string variable(const char* name, const std::string& otherwise = {}) {
    const char* value = std::getenv(name);
    return value == nullptr || *value == '\0' ? otherwise : value;
}

}

Environment read_environment() {
    return {.apps_root = variable("DOKKU_ROOT", "/home/dokku"),
            .lib_root = variable("DOKKU_LIB_ROOT", "/var/lib/dokku"),
            .cli = variable("DOKKU_CLI", "dokku"),
            .process_id = variable("DOKKU_PID", std::to_string(::getpid())),
            .docker_host = variable("DOCKER_HOST"),
            .global_run_args = variable("DOKKU_GLOBAL_RUN_ARGS"),
            .trace = !variable("DOKKU_TRACE").empty()};
}

}
