#pragma once

#include "host/host.hpp"
#include "util/directory_lock.hpp"

#include <optional>

namespace host {

/// Commands that work on an app do so beside each other; the one that destroys it
/// waits for them, and none begins until it has ended.

/// For the first of these words that names an app; nothing if none does. Throws
/// util::Error if that app is being destroyed.
std::optional<util::DirectoryLock> use_app(const Host& host, const Words& words);

/// Nothing if another command works on it.
std::optional<util::DirectoryLock> try_to_have_app_alone(const Host& host, const std::string& app);

/// Waits for the others, a minute at most, and goes on without them then: nothing
/// if they still work on it. Throws dokku::NoSuchApp if it is gone by then.
std::optional<util::DirectoryLock> have_app_alone(const Host& host, const std::string& app);

}
