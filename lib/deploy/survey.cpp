#include "deploy/survey.hpp"

#include "deploy/retirement.hpp"
#include "docker/images.hpp"
#include "dokku/image_kind.hpp"
#include "dokku/names.hpp"
#include "dokku/properties.hpp"
#include "util/parallel.hpp"

namespace deploy {

namespace {

docker::Image find_image(const World& world, const std::string& name) {
    dokku::verify_image_name(name);
    const auto image = docker::Images(world.engine).find(name, world.stop);
    if (!image) throw util::Error("App image (" + name + ") not found");
    return *image;
}

/// One entry a container, its flags still to be asked for.
std::vector<Desired> list_desired(const Request& request, const dokku::App& app) {
    std::vector<Desired> desired;
    for (const dokku::ProcessType& type : app.types) {
        if (!request.process_type.empty() && type.name != request.process_type) continue;
        for (int index = 1; index <= type.scale; ++index)
            desired.push_back({{type.name, index}, {}, type.command});
    }
    return desired;
}

void ask_for_flags(const World& world, Survey& survey) {
    std::vector<dokku::Replica> replicas;
    for (const Desired& desired : survey.desired) replicas.push_back(desired.replica);
    std::optional<int> web_port;
    if (survey.port) web_port = survey.port->port;
    auto flags =
        dokku::docker_flags(world.triggers, survey.app, survey.image, replicas, web_port, world.stop);
    for (std::size_t i = 0; i < flags.size(); ++i) survey.desired[i].flags = std::move(flags[i]);
}

void ask_dokku(const World& world, Survey& survey) {
    const Request& request = survey.request;
    const std::string name =
        dokku::deployed_image(world.triggers, request.app, request.image_tag, world.stop);
    const docker::Image image = find_image(world, name);
    survey.image = dokku::image_facts(world.environment, request.app, image);
    survey.app =
        dokku::load_app(world.environment, world.triggers, request.app, name, survey.image, world.stop);
    survey.port = dokku::choose_web_port(world.environment, survey.app, survey.image);
    survey.desired = list_desired(request, survey.app);
    ask_for_flags(world, survey);
}

void take_stock(const World& world, Inventory inventory, Survey& survey) {
    survey.serving = dokku::AppState::placements(inventory.state_files);
    survey.state_files = std::move(inventory.state_files);
    const RetirementRecords retiring(world.environment);
    for (docker::ContainerSummary& container : inventory.containers) {
        survey.taken_names.insert(container.name);
        const bool is_deployed = docker::label_of(container.labels, dokku::label_container_type) == "deploy";
        if (is_deployed && !retiring.contains(container.id)) survey.running.push_back(std::move(container));
    }
    survey.api_version = world.engine.api_version(world.stop);
}

}

Survey take_survey(const World& world, const Request& request, std::optional<Inventory> known) {
    Survey survey{.request = request};
    util::together(world.stop, {[&](const std::stop_token&) { ask_dokku(world, survey); },
                                [&](const std::stop_token&) {
                                    take_stock(world,
                                               known ? *std::move(known) : take_inventory(world, request.app),
                                               survey);
                                }});
    return survey;
}

}
