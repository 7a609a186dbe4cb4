#pragma once

#include "dokku/healthchecks.hpp"

#include <nlohmann/json.hpp>

namespace dokku {

/// The names of all fields that an entry may have, sorted.
const std::vector<std::string>& healthcheck_fields();

/// One entry of a list healthchecks.TYPE, `place` being where it stands. Adds to
/// `warnings`. Throws util::Error that names place, field and value.
HealthcheckEntry parse_healthcheck_entry(const nlohmann::json& value, const std::string& place,
                                         std::vector<std::string>& warnings);

}
