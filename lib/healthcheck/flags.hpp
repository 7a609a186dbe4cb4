#pragma once

#include "dokku/healthchecks.hpp"
#include "util/options.hpp"

#include <optional>
#include <string>

namespace healthcheck {

/// A flag with a value.
inline util::OptionRule takes_value(const std::string& name) {
    return {name, "", util::OptionRule::Takes::value};
}

/// The value of a flag as a number; throws util::Error that names flag and range.
int number(const util::Options& options, const std::string& flag, int lowest, int otherwise);

/// startup, readiness or liveness of --type. Throws util::Error.
dokku::HealthcheckEntry::Type type_flag(const util::Options& options);

/// The only word that is no flag, `name` in messages. Throws util::Error for
/// more than one, and for none where there is no `otherwise`.
std::string argument(const util::Options& options, const std::string& name,
                     const std::optional<std::string>& otherwise = {});

}
