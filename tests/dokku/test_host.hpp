#pragma once

#include "dokku/environment.hpp"
#include "dokku/properties.hpp"
#include "util/file.hpp"

#include <string>

/// An empty Dokku host in a directory of its own, with one app.
struct TestHost {
    util::TemporaryDirectory directory{};
    dokku::Environment environment{.apps_root = directory.path() / "apps",
                                   .lib_root = directory.path() / "lib",
                                   .cli = "dokku",
                                   .process_id = "4711",
                                   .docker_host = ""};
    std::string app = "shop";

    TestHost() { util::make_directory(environment.app_directory(app)); }

    void property(const std::string& plugin, const std::string& key, const std::string& value) const {
        dokku::Properties(environment, plugin).set(app, key, value);
    }
    void global_property(const std::string& plugin, const std::string& key, const std::string& value) const {
        dokku::Properties(environment, plugin).set(dokku::global, key, value);
    }
    util::Path app_file(const std::string& name) const { return environment.app_directory(app) / name; }
};
