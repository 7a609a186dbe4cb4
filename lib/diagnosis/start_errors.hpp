#pragma once

#include <string>
#include <string_view>

namespace diagnosis {

/// Why the Engine could not start or create a container.
struct StartError {
    std::string_view text;   ///< in the Engine's message
    std::string_view text2;  ///< too; empty: nothing more
    std::string_view name;   ///< for the headline
    std::string_view cause;
    std::string_view fix;  ///< lines
};

/// By the Engine's message. Texts differ between versions, so that only parts
/// of them are looked for.
const StartError& start_error(std::string_view engine_message);

/// The Engine's message without the layers of runtimes it came through.
std::string essence(std::string_view engine_message);

}
