#pragma once

#include "dokku/app.hpp"
#include "health/check.hpp"

#include <optional>
#include <string>
#include <vector>

namespace deploy {

/// The checks of one type that the app's own files declare for a process type, in
/// their order, with the app's settings where they say nothing themselves.
/// `port` is web's; a check that names none asks there, else at port 5000.
std::vector<health::Check> declared_checks(
    const dokku::App& app, const std::string& process_type, std::optional<int> port,
    dokku::HealthcheckEntry::Type when = dokku::HealthcheckEntry::Type::startup);

}
