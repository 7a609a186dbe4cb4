#pragma once

#include "docker/transport.hpp"
#include "util/terminal.hpp"

#include <functional>
#include <optional>
#include <string>

namespace docker {

/// How a command is joined to us. Its output always is.
struct Console {
    bool terminal = false;                     ///< it gets a terminal of its own: one stream without frames
    bool input = false;                        ///< it gets what we send
    std::optional<util::WindowSize> window{};  ///< of its terminal from the start, for Engines that take it
};

/// Carries the bytes both ways until the Engine ends its side.
using Converse = std::function<void(Hijacked connection)>;

/// "h=24&w=80", as the Engine is told of a terminal's size.
std::string query_of(const util::WindowSize& size);

/// The Engine detaches from a terminal when it reads these keys, and cannot be
/// told to have none: here some that nobody types one after another.
inline constexpr const char* no_detach_keys = "ctrl-^,ctrl-^,ctrl-^,ctrl-^,ctrl-^,ctrl-^,ctrl-^,ctrl-^";

}
