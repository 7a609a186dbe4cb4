#pragma once

#include "host/host.hpp"

namespace host {

/// The word at `index` as the name of an app that is there. Throws
/// dokku::NoSuchApp, or util::Error for a word that is missing or no name.
const std::string& app_argument(const Host& host, const Words& arguments, std::size_t index = 0);

/// The same, but dokku::global is taken too.
const std::string& scope_argument(const Host& host, const Words& arguments, std::size_t index = 0);

/// web,worker as single types. Throws util::Error for a bad one.
Words process_types(const std::string& list);

}
