#pragma once

#include "dokku/config.hpp"
#include "host/host.hpp"

namespace host {

/// Where an app's variables are; `app` may be dokku::global.
util::Path config_file(const Host& host, const std::string& app);
void write_config(const Host& host, const std::string& app, const dokku::Config& config);

/// The global variables under the app's own.
dokku::Config merged_config(const Host& host, const std::string& app);

}
