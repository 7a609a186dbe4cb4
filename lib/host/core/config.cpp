#include "host/config_file.hpp"
#include "host/core/answers.hpp"

#include "dokku/names.hpp"
#include "util/json.hpp"
#include "util/text.hpp"

#include <array>

namespace host::core {

namespace {

using Format = std::string (*)(const dokku::Config& config);

std::string as_json(const dokku::Config& config) { return util::json_text(nlohmann::json(config)) + "\n"; }

std::string as_env_file(const dokku::Config& config) { return dokku::format_env_file(config); }

std::string as_exports(const dokku::Config& config) {
    std::string text;
    for (const auto& [key, value] : config)
        text += "export " + key + "=" + util::shell_command({value}) + "\n";
    return text;
}

std::string as_docker_keys(const dokku::Config& config) {
    std::vector<std::string> flags;
    for (const auto& [key, value] : config) flags.push_back("--env=" + key);
    return util::join(flags, " ");
}

constexpr std::array formats{
    std::pair<std::string_view, Format>{"json", as_json},
    std::pair<std::string_view, Format>{"envfile", as_env_file},
    std::pair<std::string_view, Format>{"exports", as_exports},
    std::pair<std::string_view, Format>{"docker-args-keys", as_docker_keys},
};

int print_value(Host& host, const dokku::Config& config, const std::string& key) {
    const auto found = config.find(key);
    if (found != config.end()) host.log.raw(found->second);
    return 0;
}

dokku::Config requested(const Host& host, const Words& arguments) {
    if (word(arguments, 1) == "true") return dokku::read_config(host.environment, dokku::global);
    const std::string& app = word(arguments, 0);
    dokku::verify_app_name(app);
    return word(arguments, 2) == "true" ? merged_config(host, app)
                                        : dokku::read_config(host.environment, app);
}

}

int config_get(Host& host, const Words& arguments) {
    dokku::verify_app_name(word(arguments, 0));
    return print_value(host, dokku::read_config(host.environment, word(arguments, 0)), word(arguments, 1));
}

int config_get_global(Host& host, const Words& arguments) {
    return print_value(host, dokku::read_config(host.environment, dokku::global), word(arguments, 0));
}

int config_export(Host& host, const Words& arguments) {
    const std::string& wanted = word(arguments, 3);
    for (const auto& [name, format] : formats) {
        if (name != wanted) continue;
        host.log.raw(format(requested(host, arguments)));
        return 0;
    }
    host.log.warn("Invalid format specified: " + wanted);
    return 1;
}

}
