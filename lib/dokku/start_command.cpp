#include "dokku/start_command.hpp"

#include "dokku/properties.hpp"
#include "dokku/version_differences.hpp"
#include "util/text.hpp"

namespace dokku {

namespace {

std::string read_one(const Environment& environment, const App& app, const char* key) {
    if (const auto property = Properties(environment, "ps").get(app.name, key)) return *property;
    const auto found = app.config.find(variable_before("ps", key));
    return found == app.config.end() ? "" : found->second;
}

/// Dokku's order: what the builder runs, unless it is a Dockerfile; what was set
/// for images as they are; the Procfile.
std::string choose(ImageKind kind, const StartCommandProperties& properties, const std::string& process_type,
                   const std::string& procfile_command) {
    if (kind != ImageKind::dockerfile && !properties.start_cmd.empty()) return properties.start_cmd;
    if (kind == ImageKind::herokuish) return "/start " + process_type;
    return properties.dockerfile_start_cmd.empty() ? procfile_command : properties.dockerfile_start_cmd;
}

}

StartCommandProperties read_start_commands(const Environment& environment, const App& app) {
    return {read_one(environment, app, "start-cmd"), read_one(environment, app, "dockerfile-start-cmd")};
}

std::vector<std::string> start_command(ImageKind kind, const StartCommandProperties& properties,
                                       const std::string& process_type, const std::string& procfile_command) {
    try {
        return util::split_words(choose(kind, properties, process_type, procfile_command));
    } catch (const util::Error&) {
        std::throw_with_nested(util::Error("the command of " + process_type + " cannot be read"));
    }
}

}
