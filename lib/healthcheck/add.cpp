#include "dokku/names.hpp"
#include "health/check.hpp"
#include "healthcheck/app_json.hpp"
#include "healthcheck/flags.hpp"

#include <nlohmann/json.hpp>

namespace healthcheck {

namespace {

using Json = nlohmann::ordered_json;

Json entry_for(const util::Options& options) {
    Json entry;
    const int port = number(options, "--port", 1, health::usual_port);
    const int uptime = number(options, "--uptime", 1, 1);
    type_flag(options);
    const bool listening = options.has("--listening-check");
    if (listening) entry["listening"] = true;
    entry["name"] = options.value("--name", "default");
    if (listening) entry["port"] = port;
    entry["type"] = options.value("--type", "startup");
    if (!listening) entry["uptime"] = uptime;
    if (options.has("--warn-only")) entry["warn"] = true;
    return entry;
}

}

int add(const Tool& tool, const Words& arguments) {
    const util::Options options = util::parse_options(arguments, {takes_value("--app-json"),
                                                                  {"--if-empty"},
                                                                  {"--in-place"},
                                                                  {"--listening-check"},
                                                                  takes_value("--name"),
                                                                  takes_value("--port"),
                                                                  {"--pretty"},
                                                                  takes_value("--type"),
                                                                  takes_value("--uptime"),
                                                                  {"--warn-only"}});
    const AppJson file(options);
    Json document = file.read();
    Json& list = list_of(document, argument(options, "process type", dokku::web_process));
    if (list.empty() || !options.has("--if-empty")) list.push_back(entry_for(options));
    file.put_out(tool, document);
    return 0;
}

}
