#pragma once

#include "dokku/app.hpp"

#include <map>
#include <utility>

namespace dokku {

/// What the process types are made from.
struct Formation {
    std::vector<std::pair<std::string, int>> scale{};
    std::map<std::string, std::size_t> max_parallel{};
    bool has_procfile = false;
};

/// Fills in app.types and app.skipped_types; everything else of it is known by
/// then. Asks for the Procfile's commands of what is scaled up.
void load_process_types(const Environment& environment, Triggers& triggers, const Formation& formation,
                        const ImageFacts& facts, App& app, const std::stop_token& stop);

}
