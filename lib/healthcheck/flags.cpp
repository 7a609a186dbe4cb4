#include "healthcheck/flags.hpp"

#include "util/error.hpp"
#include "util/text.hpp"

#include <algorithm>
#include <limits>

namespace healthcheck {

int number(const util::Options& options, const std::string& flag, int lowest, int otherwise) {
    const int highest = flag == "--port" ? 65535 : 24 * 3600;
    const std::string text = options.value(flag, std::to_string(otherwise));
    const auto value = util::parse_number(text, lowest, highest);
    if (!value)
        throw util::Error(flag + " is " + util::shown(text, 80) + ", but must be a whole number from " +
                          std::to_string(lowest) + " to " + std::to_string(highest));
    return static_cast<int>(*value);
}

dokku::HealthcheckEntry::Type type_flag(const util::Options& options) {
    const auto type = dokku::parse_healthcheck_type(options.value("--type", "startup"));
    if (!type) throw util::Error("--type must be startup, readiness or liveness");
    return *type;
}

std::string argument(const util::Options& options, const std::string& name,
                     const std::optional<std::string>& otherwise) {
    if (options.rest.size() > 1) throw util::Error("only one " + name + " can be given");
    if (!options.rest.empty()) return options.rest[0];
    if (!otherwise) throw util::Error("a " + name + " is missing");
    return *otherwise;
}

}
