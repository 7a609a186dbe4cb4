#include "deploy/inventory.hpp"

#include "docker/containers.hpp"
#include "dokku/labels.hpp"

namespace deploy {

Inventory take_inventory(const World& world, const std::string& app) {
    return {dokku::AppState(world.environment, app).snapshot(),
            docker::Containers(world.engine).list({{dokku::label_app, app}}, world.stop)};
}

}
