#include "dokku/names.hpp"
#include "healthcheck/app_json.hpp"
#include "healthcheck/flags.hpp"
#include "util/error.hpp"

#include <nlohmann/json.hpp>

namespace healthcheck {

namespace {

using Json = nlohmann::ordered_json;

Json headers_of(const dokku::HealthcheckEntry& entry) {
    Json headers = Json::array();
    for (const auto& [name, value] : entry.headers) headers.push_back({{"name", name}, {"value", value}});
    return headers;
}

/// What the line sets; a check asks for nothing before its first try.
Json to_entry(const dokku::HealthcheckEntry& line) {
    Json entry;
    if (line.attempts) entry["attempts"] = *line.attempts;
    if (!line.content.empty()) entry["content"] = line.content;
    if (!line.headers.empty()) entry["httpHeaders"] = headers_of(line);
    entry["name"] = line.name;
    entry["path"] = line.path;
    if (line.scheme != "http") entry["scheme"] = line.scheme;
    if (line.timeout) entry["timeout"] = line.timeout->count();
    entry["type"] = "startup";
    if (line.wait) entry["wait"] = line.wait->count();
    return entry;
}

dokku::SourceFile read_checks(const util::Path& path) {
    const auto text = util::read_file(path);
    if (!text) throw util::Error("there is no file " + path.string());
    return {path.filename(), *text};
}

}

int convert(const Tool& tool, const Words& arguments) {
    const util::Options options =
        util::parse_options(arguments, {takes_value("--app-json"), {"--in-place"}, {"--pretty"}});
    const dokku::SourceFile checks = read_checks(argument(options, "CHECKS file"));
    const bool merges = options.has("--app-json");
    if (options.has("--in-place") && !merges) throw util::Error("--in-place needs --app-json");
    const AppJson file(options);
    if (merges && !file.is_there()) throw util::Error("there is no file " + file.path().string());
    Json document = merges ? file.read() : Json::object();
    Json entries = Json::array();
    for (const auto& line : dokku::parse_checks_file(checks)) entries.push_back(to_entry(line));
    list_of(document, dokku::web_process) = entries;
    file.put_out(tool, document);
    return 0;
}

}
