#include "session/run_spec.hpp"

#include "docker/images.hpp"
#include "docker/run_options.hpp"
#include "dokku/exported_config.hpp"
#include "dokku/image_kind.hpp"
#include "dokku/labels.hpp"
#include "dokku/names.hpp"
#include "dokku/run_flags.hpp"
#include "dokku/settings.hpp"
#include "session/run_command.hpp"
#include "session/run_containers.hpp"
#include "util/error.hpp"
#include "util/text.hpp"

#include <random>

namespace session {

namespace {

using Words = std::vector<std::string>;

constexpr const char* label_stage = "com.dokku.image-stage";
constexpr const char* released = "release";
constexpr std::int64_t longest_life = 1'000'000'000;

const char* type_of(const RunRequest& request) { return request.cron_id.empty() ? run_type : cron_type; }

docker::Image find_released(const deploy::World& world, const std::string& name) {
    dokku::verify_image_name(name);
    const auto image = docker::Images(world.engine).find(name, world.stop);
    if (!image) throw util::Error("App image (" + name + ") not found");
    const std::string stage = docker::label_of(image->labels, label_stage);
    if (stage != released)
        throw util::Error("Invalid image stage detected: expected 'release', got '" + util::shown(stage, 80) +
                          "'\nSuccessfully deploy your app to fix dokku run calls");
    return *image;
}

const char* policy_name(Concurrency policy) {
    switch (policy) {
        case Concurrency::forbid: return "forbid";
        case Concurrency::replace: return "replace";
        case Concurrency::allow: break;
    }
    return "allow";
}

Words labels_of(const RunRequest& request, const std::string& process_type) {
    const auto label = [](const char* name, const std::string& value) {
        return std::string("--label=") + name + "=" + value;
    };
    if (!util::parse_number(request.lifetime, 1, longest_life))
        throw util::Error("DOKKU_RUN_TTL_SECONDS must be a number of seconds from 1 on");
    Words words{label(dokku::label_app, request.app), label(dokku::label_container_type, type_of(request)),
                label(label_deadline, request.lifetime)};
    if (!process_type.empty()) words.push_back(label(dokku::label_process_type, process_type));
    if (request.cron_id.empty()) return words;
    words.push_back(label(label_cron_id, request.cron_id));
    words.push_back(label(label_concurrency, policy_name(request.concurrency)));
    return words;
}

Words variables_of(const RunRequest& request) {
    Words words;
    for (const std::string& pair : request.variables) {
        if (pair.find('=') == std::string::npos || pair.starts_with('='))
            throw util::Error("an environment variable is given as KEY=VALUE, not as " +
                              util::shown(pair.substr(0, pair.find('=')), 80));
        words.push_back("--env=" + pair);
    }
    return words;
}

std::string random_number() {
    static std::random_device device;
    return std::to_string(device() % 32768U);
}

/// Dokku takes any value for yes.
bool is_removed_at_end(const RunRequest& request, const dokku::Config& config) {
    const auto found = config.find("DOKKU_RM_CONTAINER");
    return request.removed_at_end || (found != config.end() && !found->second.empty());
}

std::string flag(const char* name, bool value) { return std::string(name) + (value ? "=true" : "=false"); }

/// Those that decide how we talk to it stand last, since the last one wins.
Words own_flags(const RunRequest& request, const docker::Console& console, const std::string& process_type) {
    const std::string dyno = type_of(request) + ("." + random_number());
    Words words = labels_of(request, process_type);
    const Words variables = variables_of(request);
    words.push_back("--env=DYNO=" + dyno);
    words.insert(words.end(), variables.begin(), variables.end());
    words.insert(words.end(), request.flags.begin(), request.flags.end());
    words.insert(words.end(), {"--name=" + request.app + "." + dyno, flag("--tty", console.terminal),
                               flag("--interactive", console.input)});
    return words;
}

}

docker::ContainerSpec run_spec(const deploy::World& world, const RunRequest& request,
                               const docker::Console& console) {
    const std::string& app = request.app;
    const std::string name = dokku::deployed_image(world.triggers, app, "", world.stop);
    const auto facts = dokku::image_facts(world.environment, app, find_released(world, name));
    const dokku::Config config = dokku::parse_exported_config(
        world.triggers.answer("config-export", {app, "false", "true", "json"}, world.stop));
    world.log.redact(util::Redactor(config));
    const RunCommand command = run_command(world, app, facts.kind, request.command);
    const std::string tag = name.substr(name.rfind(':') + 1);
    Words flags = dokku::run_flags(world.triggers, app, tag, facts, world.stop);
    Words ours = own_flags(request, console, command.process_type);
    ours.push_back(flag("--rm", is_removed_at_end(request, config)));
    // The first process of a container does not heed Ctrl-C by itself.
    if (console.terminal && needs_init(dokku::load_settings(world.environment, app), facts))
        ours.emplace_back("--init");
    flags.insert(flags.end(), ours.begin(), ours.end());
    return docker::parse_run_options(flags, {.image = name,
                                             .command = command.words,
                                             .environment = config,
                                             .api_version = world.engine.api_version(world.stop)});
}

}
