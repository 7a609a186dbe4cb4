#include "dokku/environment.hpp"

#include <doctest/doctest.h>

#include <unistd.h>
#include <cstdlib>
#include <map>

using namespace dokku;

namespace {

/// Sets variables, empty ones unset, and puts back what was there.
class Variables {
public:
    explicit Variables(const std::map<std::string, std::string>& values) {
        for (const auto& [name, value] : values) {
            const char* before = std::getenv(name.c_str());
            before_[name] = before == nullptr ? "" : before;
            set(name, value);
        }
    }
    Variables(const Variables&) = delete;
    Variables& operator=(const Variables&) = delete;
    ~Variables() {
        for (const auto& [name, value] : before_) set(name, value);
    }

private:
    static void set(const std::string& name, const std::string& value) {
        if (value.empty()) ::unsetenv(name.c_str());
        else ::setenv(name.c_str(), value.c_str(), 1);
    }
    std::map<std::string, std::string> before_;
};

}

TEST_CASE("the environment is Dokku's, with Dokku's defaults") {
    const Variables none({{"DOKKU_ROOT", ""},
                          {"DOKKU_LIB_ROOT", ""},
                          {"DOKKU_CLI", ""},
                          {"DOKKU_PID", ""},
                          {"DOCKER_HOST", ""},
                          {"DOKKU_GLOBAL_RUN_ARGS", ""},
                          {"DOKKU_TRACE", ""}});
    const Environment plain = read_environment();
    CHECK(plain.apps_root == "/home/dokku");
    CHECK(plain.lib_root == "/var/lib/dokku");
    CHECK(plain.cli == "dokku");
    CHECK(plain.process_id == std::to_string(::getpid()));
    CHECK(plain.docker_host.empty());
    CHECK_FALSE(plain.trace);

    const Variables some({{"DOKKU_ROOT", "/srv/apps"},
                          {"DOKKU_LIB_ROOT", "/srv/lib"},
                          {"DOKKU_CLI", "hookrun"},
                          {"DOKKU_PID", "7"},
                          {"DOCKER_HOST", "unix:///x.sock"},
                          {"DOKKU_GLOBAL_RUN_ARGS", "--label=dokku"},
                          {"DOKKU_TRACE", "1"}});
    const Environment set = read_environment();
    CHECK(set.app_directory("shop") == "/srv/apps/shop");
    CHECK(set.data("shop") == "/srv/lib/data/scheduler-docker-api/shop");
    CHECK(set.cli == "hookrun");
    CHECK(set.process_id == "7");
    CHECK(set.docker_host == "unix:///x.sock");
    CHECK(set.global_run_args == "--label=dokku");
    CHECK(set.trace);
}
