#include "dokku/report.hpp"
#include "host/commands/arguments.hpp"
#include "host/commands/handlers.hpp"
#include "util/contains.hpp"
#include "util/error.hpp"
#include "util/text.hpp"

#include <array>

namespace host::command {

namespace {

constexpr std::array known_phases{"deploy", "run"};

Words phases_argument(const std::string& list) {
    Words phases = util::split(list, ',');
    for (const std::string& phase : phases)
        if (!util::contains(known_phases, phase)) throw util::Error("Phase(s) must be one of: deploy, run");
    return phases;
}

}

int docker_options_add(Host& host, const Words& arguments) {
    const std::string& app = app_argument(host, arguments);
    const std::string option = util::join(words_from(arguments, 2), " ");
    util::split_words(option);
    for (const std::string& phase : phases_argument(arguments[1])) {
        Words options = host.properties("docker-options").get_list(app, phase);
        if (!util::contains(options, option)) options.push_back(option);
        host.properties("docker-options").set_list(app, phase, options);
    }
    return 0;
}

int docker_options_clear(Host& host, const Words& arguments) {
    const std::string& app = app_argument(host, arguments);
    const Words phases = arguments.size() > 1 ? phases_argument(arguments[1])
                                              : Words(known_phases.begin(), known_phases.end());
    for (const std::string& phase : phases) host.properties("docker-options").set_list(app, phase, {});
    return 0;
}

int docker_options_report(Host& host, const Words& arguments) {
    const std::string& app = app_argument(host, arguments);
    std::vector<dokku::ReportLine> lines;
    for (const std::string phase : known_phases)
        lines.push_back({"--docker-options-" + phase,
                         util::join(host.properties("docker-options").get_list(app, phase), " ")});
    dokku::print_report(host.log, {app, "docker-options"}, lines, words_from(arguments, 1));
    return 0;
}

}
