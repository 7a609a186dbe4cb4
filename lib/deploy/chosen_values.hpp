#pragma once

#include "deploy/plan.hpp"
#include "dokku/app.hpp"

#include <string>
#include <vector>

namespace deploy {

/// One line for each setting that is not a default and that counts for one of
/// these containers, with where it comes from: "checks-wait-to-retire is 5 (the
/// app's property)".
std::vector<std::string> chosen_settings(const dokku::App& app, const std::vector<NewContainer>& containers);

/// One line for each healthcheck that runs at a deploy of this process type,
/// with the values that its entry sets: "app.json: healthchecks.web[0] (ready):
/// path /ready, attempts 5, timeout 2 s".
std::vector<std::string> chosen_healthchecks(const dokku::Healthchecks& healthchecks,
                                             const std::string& process_type);

}
