#pragma once

#include "util/file.hpp"

#include <string>

namespace dokku {

/// The directories and names of this host, from the environment that Dokku
/// exports before it runs any plugin.
struct Environment {
    util::Path apps_root;           ///< DOKKU_ROOT, /home/dokku: one directory an app with its state files
    util::Path lib_root;            ///< DOKKU_LIB_ROOT, /var/lib/dokku
    std::string cli = "dokku";      ///< the command that operators type (DOKKU_CLI)
    std::string process_id;         ///< DOKKU_PID: tells the temporary files of one command from another's
    std::string docker_host;        ///< DOCKER_HOST
    std::string global_run_args{};  ///< DOKKU_GLOBAL_RUN_ARGS: flags of every app container
    bool trace = false;             ///< DOKKU_TRACE

    util::Path app_directory(const std::string& app) const { return apps_root / app; }
    /// Where our own records are: lib_root/data/scheduler-docker-api.
    util::Path data() const { return lib_root / "data" / "scheduler-docker-api"; }
    util::Path data(const std::string& app) const { return data() / app; }
};

Environment read_environment();

/// The scheduler's name: what scheduler:set APP selected says for us.
inline constexpr const char* scheduler_name = "docker-api";
inline constexpr const char* plugin_name = "scheduler-docker-api";
/// As which app global properties and config are stored.
inline constexpr const char* global = "--global";

}
