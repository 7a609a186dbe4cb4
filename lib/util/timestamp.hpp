#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace util {

/// Microseconds since the epoch.
using Timestamp = std::chrono::sys_time<std::chrono::microseconds>;

/// Reads RFC 3339, as the Engine writes it: "2026-11-21T00:46:18.603380227Z",
/// or with an offset. Nothing if it is something else, or the year 1, which
/// the Engine writes for "never".
std::optional<Timestamp> parse_timestamp(std::string_view text);

/// The same in UTC, to the second: "2026-11-21T00:46:18Z".
std::string format_timestamp(std::chrono::seconds since_epoch);

}
