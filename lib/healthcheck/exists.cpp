#include "healthcheck/app_json.hpp"
#include "healthcheck/flags.hpp"

#include <nlohmann/json.hpp>

namespace healthcheck {

int exists(const Tool& tool, const Words& arguments) {
    const util::Options options = util::parse_options(arguments, {takes_value("--app-json")});
    const std::string type = argument(options, "process type");
    nlohmann::ordered_json document = AppJson(options).read();
    if (!list_of(document, type).empty()) return 0;
    tool.log.warn("No healthchecks found in app.json for " + type + " process type");
    return 1;
}

}
