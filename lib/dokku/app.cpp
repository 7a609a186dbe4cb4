#include "dokku/app.hpp"

#include "dokku/app_documents.hpp"
#include "dokku/app_files.hpp"
#include "dokku/exported_config.hpp"
#include "dokku/formation.hpp"
#include "dokku/names.hpp"
#include "dokku/process_types.hpp"
#include "dokku/scale.hpp"
#include "util/parallel.hpp"
#include "util/text.hpp"

namespace dokku {

namespace {

using Stop = const std::stop_token&;

std::string tag_of(const std::string& image) {
    const auto colon = image.rfind(':');
    const auto slash = image.rfind('/');
    const bool has_tag = colon != std::string::npos && (slash == std::string::npos || colon > slash);
    return has_tag ? image.substr(colon + 1) : "latest";
}

std::vector<std::string> parse_list(const std::string& text) {
    std::vector<std::string> entries;
    for (const std::string& part : util::split(text, ','))
        if (const std::string entry(util::trim(part)); !entry.empty()) entries.push_back(entry);
    return entries;
}

/// What app.json and its like say.
void read_documents(const RevisionFiles& files, Formation& formation, App& app) {
    if (files.app_json) formation.max_parallel = read_max_parallel(*files.app_json);
    app.healthchecks = read_healthchecks(files);
}

/// The first round of questions: none of them needs the answer to another.
Formation ask(const Environment& environment, Triggers& triggers, App& app, Stop stop) {
    Formation formation;
    const std::string& name = app.name;
    const auto network = [&](const char* key, Stop s) {
        return triggers.answer("network-get-property", {name, key}, s);
    };
    util::together(
        stop,
        {
            [&](Stop s) { formation.scale = parse_scale(triggers.answer("ps-current-scale", {name}, s)); },
            [&](Stop s) { formation.has_procfile = triggers.ask("procfile-exists", {name}, s).status == 0; },
            [&](Stop s) {
                read_documents(find_app_documents(environment, triggers, name, s), formation, app);
            },
            [&](Stop s) {
                app.config = parse_exported_config(
                    triggers.answer("config-export", {name, "false", "true", "json"}, s));
            },
            [&](Stop s) {
                app.ports = parse_port_mappings(util::lines(triggers.answer("ports-get", {name}, s)));
            },
            [&](Stop s) { app.domains = util::lines(triggers.answer("domains-list", {name}, s)); },
            [&](Stop s) { app.initial_network = network("initial-network", s); },
            [&](Stop s) { app.attach_post_create = parse_list(network("attach-post-create", s)); },
            [&](Stop s) { app.bind_all_interfaces = network("bind-all-interfaces", s) == "true"; },
        });
    return formation;
}

}

App load_app(const Environment& environment, Triggers& triggers, const std::string& name,
             const std::string& image, const ImageFacts& facts, const std::stop_token& stop) {
    verify_app_name(name);
    App app{.name = name, .image = image, .image_tag = tag_of(image)};
    read_app_files(environment, app);
    const Formation formation = ask(environment, triggers, app, stop);
    load_process_types(environment, triggers, formation, facts, app, stop);
    return app;
}

}
