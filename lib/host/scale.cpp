#include "host/scale.hpp"

#include "dokku/names.hpp"
#include "host/kept_file.hpp"
#include "host/procfile.hpp"
#include "util/error.hpp"
#include "util/text.hpp"

namespace host {

namespace {

constexpr std::int64_t largest_scale = 1000;

}

Scale current_scale(const Host& host, const std::string& app) {
    Scale scale;
    for (const std::string& line : host.properties("ps").get_list(app, "scale"))
        scale.insert(parse_scaling(line));
    if (scale.empty()) scale.emplace(dokku::web_process, 1);
    if (const auto procfile = kept_procfile(host.environment, app).read())
        for (const auto& [type, command] : parse_procfile(*procfile)) scale.emplace(type, 0);
    return scale;
}

void store_scale(const Host& host, const std::string& app, const Scale& scale) {
    host.properties("ps").set_list(app, "scale", scale_lines(scale));
}

std::pair<std::string, int> parse_scaling(const std::string& text) {
    const std::size_t equals = text.find('=');
    const auto count = equals == std::string::npos
                           ? std::nullopt
                           : util::parse_number(text.substr(equals + 1), 0, largest_scale);
    if (!count) throw util::Error("'" + text + "' is not of the form TYPE=NUMBER, as in web=2");
    const std::string type = text.substr(0, equals);
    dokku::verify_process_type(type);
    return {type, static_cast<int>(*count)};
}

std::vector<std::string> scale_lines(const Scale& scale) {
    std::vector<std::string> lines;
    for (const auto& [type, count] : scale) lines.push_back(type + "=" + std::to_string(count));
    return lines;
}

}
