#include "dokku/labels.hpp"

#include "dokku/names.hpp"
#include "util/text.hpp"

namespace dokku {

namespace {

constexpr int highest_index = 1'000'000;

}

std::string to_string(const Replica& replica) {
    return replica.process_type + "." + std::to_string(replica.index);
}

std::optional<Replica> parse_replica(const std::string& text) {
    const auto dot = text.rfind('.');
    if (dot == std::string::npos || !is_process_type(text.substr(0, dot))) return {};
    const auto index = util::parse_number(std::string_view(text).substr(dot + 1), 1, highest_index);
    if (!index) return {};
    Replica replica{text.substr(0, dot), static_cast<int>(*index)};
    // web.01 would be another file than that of web.1.
    if (to_string(replica) != text) return {};
    return replica;
}

std::string container_name(const std::string& app, const Replica& replica) {
    return app + "." + to_string(replica);
}

std::string upcoming_name(const std::string& app, const Replica& replica, unsigned random) {
    return container_name(app, replica) + ".upcoming-" + std::to_string(random);
}

std::string retired_name(const std::string& app, const Replica& replica, long long epoch) {
    return container_name(app, replica) + "." + std::to_string(epoch);
}

}
