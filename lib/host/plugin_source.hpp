#pragma once

#include "util/file.hpp"

#include <stop_token>
#include <string>
#include <string_view>

namespace host {

/// "scheduler-docker-api" for https://host/dokku-scheduler-docker-api.git: the
/// name a plugin gets from where it comes. Throws util::Error if that is none.
std::string plugin_name_of(const std::string& source);

/// Verifies a name given by hand, which becomes a directory. Throws util::Error.
const std::string& verified_plugin_name(const std::string& name);

/// How fetch_plugin() will bring it, in words: "Cloning plugin repo", "Unpacking" or "Copying".
std::string_view way_to_fetch(const std::string& source);

/// Brings a plugin here: a git URL or repository is cloned, a .tar.gz unpacked,
/// a directory that is no repository copied. `directory` must not exist; after
/// a failure it does not. Throws util::Error.
void fetch_plugin(const std::string& source, const util::Path& directory, const std::stop_token& stop);

/// Brings a cloned plugin to its source's newest revision; false if it was not
/// cloned. Throws util::Error.
bool update_plugin(const util::Path& directory, const std::stop_token& stop);

}
