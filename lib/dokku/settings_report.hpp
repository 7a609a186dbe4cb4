#pragma once

#include "dokku/properties.hpp"
#include "dokku/report.hpp"
#include "dokku/settings.hpp"

#include <vector>

namespace dokku {

/// What counts of one setting, as text, and where it comes from. The settings of
/// other plugins bear their plugin's name: "checks-wait-to-retire".
struct SettingInForce {
    std::string key;
    std::string value;  ///< empty: not set, and no one default
    std::string source;
};

std::vector<SettingInForce> settings_in_force(const Settings& settings);

/// The lines of `scheduler-docker-api:report`: for each property of ours what
/// the app says (raw), what the host says (global), what counts (computed) and
/// where that comes from (source); for the settings that other plugins keep, the
/// last two. For --global the computed and global lines only.
std::vector<ReportLine> report_settings(const Environment& environment, const std::string& app,
                                        const Settings& settings);

}
