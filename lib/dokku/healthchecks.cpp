#include "dokku/healthchecks.hpp"

#include "dokku/document_json.hpp"
#include "dokku/healthcheck_entry_json.hpp"
#include "dokku/names.hpp"
#include "dokku/object_reader_json.hpp"
#include "util/error.hpp"

#include <algorithm>
#include <iterator>

namespace dokku {

namespace {

using Json = nlohmann::json;
using Type = HealthcheckEntry::Type;

constexpr std::size_t most_checks_of_a_type = 100;

constexpr util::Seconds between_attempts{5};

struct Defaults {
    util::Seconds initial_delay;
    util::Seconds timeout;
    int attempts;
};
constexpr Defaults of_app_json{util::Seconds(0), util::Seconds(5), 3};
constexpr Defaults of_checks_file{util::Seconds(5), util::Seconds(30), 5};

/// Only the schedulers of other platforms run these.
void warn_of_unused_type(const HealthcheckEntry& entry, std::vector<std::string>& warnings) {
    if (entry.type == Type::startup) return;
    const char* type = entry.type == Type::readiness ? "readiness" : "liveness";
    warnings.push_back(entry.place + " (" + entry.name + ") is a " + type +
                       " check, which does not run at a deploy");
}

void read_type(const ObjectReader& reader, const std::string& type, Healthchecks& healthchecks) {
    verify_process_type(type);
    const Json& list = reader.member(type);
    if (list.is_null()) return;
    if (!list.is_array()) reader.refuse(type, "a list of checks");
    if (list.size() > most_checks_of_a_type)
        throw util::Error(reader.place() + "." + type + " has too many entries");
    for (std::size_t i = 0; i < list.size(); ++i) {
        const std::string place = reader.place() + "." + type + "[" + std::to_string(i) + "]";
        auto entry = parse_healthcheck_entry(list[i], place, healthchecks.warnings);
        warn_of_unused_type(entry, healthchecks.warnings);
        healthchecks.by_type[type].push_back(std::move(entry));
    }
}

}

std::vector<HealthcheckEntry> Healthchecks::of_type(const std::string& process_type, Type type) const {
    std::vector<HealthcheckEntry> entries;
    const auto found = by_type.find(process_type);
    if (found != by_type.end())
        std::copy_if(found->second.begin(), found->second.end(), std::back_inserter(entries),
                     [type](const HealthcheckEntry& entry) { return entry.type == type; });
    return entries;
}

Healthchecks parse_healthchecks(const SourceFile& app_json) {
    const Json document = parse_app_json(app_json);
    Healthchecks healthchecks;
    const auto found = document.find("healthchecks");
    if (found == document.end() || found->is_null()) return healthchecks;
    const ObjectReader reader(*found, app_json.name + ": healthchecks");
    for (const auto& [type, list] : found->items()) read_type(reader, type, healthchecks);
    return healthchecks;
}

Healthchecks read_healthchecks(const RevisionFiles& files) {
    Healthchecks healthchecks = files.app_json ? parse_healthchecks(*files.app_json) : Healthchecks();
    if (!files.checks || healthchecks.by_type.contains(web_process)) return healthchecks;
    auto entries = parse_checks_file(*files.checks);
    if (entries.empty()) return healthchecks;
    healthchecks.warnings.emplace_back(
        "Deprecated: Usage of the CHECKS file is deprecated in favor of healthchecks in app.json");
    healthchecks.warnings.emplace_back("Please move your healthchecks to app.json.");
    healthchecks.by_type[web_process] = std::move(entries);
    return healthchecks;
}

HealthcheckTiming healthcheck_timing(const HealthcheckEntry& entry, const Settings& settings) {
    const Defaults& defaults =
        entry.origin == HealthcheckEntry::Origin::app_json ? of_app_json : of_checks_file;
    const auto first = [](const auto& own, const auto& set, const auto& otherwise) {
        return own ? *own : set.value.value_or(otherwise);
    };
    return {.initial_delay = first(entry.initial_delay, settings.initial_delay, defaults.initial_delay),
            .timeout = first(entry.timeout, settings.response_timeout, defaults.timeout),
            .wait = entry.wait.value_or(between_attempts),
            .attempts = first(entry.attempts, settings.attempts, defaults.attempts)};
}

}
