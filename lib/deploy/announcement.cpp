#include "deploy/announcement.hpp"

#include "dokku/app_documents.hpp"
#include "dokku/healthchecks.hpp"

#include <cstdlib>

namespace deploy {

namespace {

constexpr const char* documentation = "https://dokku.com/docs/deployment/zero-downtime-deploys/";

std::string documentation_url() {
    const char* url = std::getenv("DOKKU_CHECKS_URL");
    return url != nullptr && *url != '\0' ? url : documentation;
}

}

void announce_checks(const World& world, const std::string& app) {
    world.log.title("Processing deployment checks");
    const auto files = dokku::find_app_documents(world.environment, world.triggers, app, world.stop);
    if (dokku::read_healthchecks(files).by_type.contains("web")) return;
    world.log.verbose("No web healthchecks found in app.json. Simple container checks will be performed.");
    world.log.verbose(
        "For more efficient zero downtime deployments, add healthchecks to your app.json. See " +
        documentation_url() + " for examples");
}

}
