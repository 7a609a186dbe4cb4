#pragma once

#include <compare>
#include <optional>
#include <string>

namespace dokku {

inline constexpr const char* label_app = "com.dokku.app-name";
inline constexpr const char* label_container_type = "com.dokku.container-type";
inline constexpr const char* label_process_type = "com.dokku.process-type";
inline constexpr const char* label_dyno = "com.dokku.dyno";

/// One container of a process type: web.1. Ordered as numbers: web.2 before web.10.
struct Replica {
    std::string process_type;
    int index = 1;
    auto operator<=>(const Replica&) const = default;
};

std::string to_string(const Replica& replica);
/// Nothing for a text that is not TYPE.IDX.
std::optional<Replica> parse_replica(const std::string& text);

/// APP.web.1: the name of what serves.
std::string container_name(const std::string& app, const Replica& replica);
/// APP.web.1.upcoming-1234: while it has not proven itself.
std::string upcoming_name(const std::string& app, const Replica& replica, unsigned random);
/// APP.web.1.1700000000: after it has been replaced.
std::string retired_name(const std::string& app, const Replica& replica, long long epoch);

}
