#include "host/app_json.hpp"
#include "host/config_file.hpp"
#include "host/core/answers.hpp"
#include "host/kept_file.hpp"
#include "host/procfile.hpp"
#include "host/scale.hpp"

#include "dokku/names.hpp"
#include "util/text.hpp"

namespace host::core {

namespace {

constexpr const char* default_port = "5000";

std::optional<std::string> procfile_of(const Host& host, const std::string& app) {
    dokku::verify_app_name(app);
    return kept_procfile(host.environment, app).read();
}

AppJson app_json_of(const Host& host, const std::string& app) {
    dokku::verify_app_name(app);
    return parse_app_json(kept_app_json(host.environment, app).read().value_or("{}"));
}

}

int procfile_exists(Host& host, const Words& arguments) {
    if (procfile_of(host, word(arguments, 0))) return 0;
    host.log.warn("Procfile does not exist");
    return 1;
}

int procfile_get_command(Host& host, const Words& arguments) {
    const std::string& app = word(arguments, 0);
    const auto text = procfile_of(host, app);
    if (!text) return 0;
    const Procfile procfile = parse_procfile(*text);
    const auto command = procfile.find(word(arguments, 1));
    if (command == procfile.end()) return 1;
    dokku::Config variables = merged_config(host, app);
    const bool has_port = util::parse_number(word(arguments, 2), 1, 65535).has_value();
    variables["PORT"] = has_port ? word(arguments, 2) : default_port;
    host.log.plain(expand_variables(command->second, variables));
    return 0;
}

int ps_current_scale(Host& host, const Words& arguments) {
    dokku::verify_app_name(word(arguments, 0));
    host.log.raw(util::join(scale_lines(current_scale(host, word(arguments, 0))), "\n"));
    return 0;
}

int app_json_get_content(Host& host, const Words& arguments) {
    host.log.raw(app_json_of(host, word(arguments, 0)).content);
    return 0;
}

int app_json_process_deploy_parallelism(Host& host, const Words& arguments) {
    const AppJson app_json = app_json_of(host, word(arguments, 0));
    const auto formation = app_json.formation.find(word(arguments, 1));
    const int set = formation == app_json.formation.end() ? 0 : formation->second.max_parallel;
    host.log.plain(std::to_string(std::max(set, 1)));
    return 0;
}

}
