#pragma once

// Private to the sources of this folder: records on disk, with their version.

#include "deploy/journal_json.hpp"
#include "deploy/state_version.hpp"
#include "util/json.hpp"

namespace deploy {

/// The bytes of a record of our version.
template <typename Record>
std::string record_text(const Record& record) {
    nlohmann::json json = record;
    json["version"] = state_version();
    return util::json_text(json, 1) + "\n";
}

/// Throws UnreadableRecord that names `file`.
template <typename Record>
Record parse_record(const std::string& text, const std::string& file) {
    try {
        const auto json = util::parse_json(text);
        const int version = json.value("version", 1);
        if (version > state_version())
            throw UnreadableRecord(file, UnreadableRecord::Cause::newer,
                                   "a newer version of this plugin wrote " + file + " (state version " +
                                       std::to_string(version) + ", this one knows " +
                                       std::to_string(state_version()) + "): update the plugin");
        return json.get<Record>();
    } catch (const nlohmann::json::exception& error) {
        throw UnreadableRecord(file, UnreadableRecord::Cause::damaged,
                               "cannot read " + file + ": " + error.what());
    }
}

}
