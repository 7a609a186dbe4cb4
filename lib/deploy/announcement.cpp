#include "deploy/announcement.hpp"

#include "dokku/app_documents.hpp"
#include "dokku/healthchecks.hpp"
#include "dokku/names.hpp"
#include "dokku/settings.hpp"
#include "util/wrap.hpp"

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
    if (!dokku::read_healthchecks(files).at_deploy(dokku::web_process).empty()) return;
    const dokku::Settings settings = dokku::load_settings(world.environment, app);
    if (settings.skips(dokku::web_process) || settings.disables(dokku::web_process)) return;
    const bool asks = settings.release_check.value == dokku::ReleaseCheckMode::enclave;
    world.log.verbose(util::wrapped(
        std::string("app.json has no healthchecks for web. It is accepted ") +
        (asks ? "at its first answer, or without a port when it stays up." : "when it stays up.")));
    world.log.verbose(util::wrapped("How to add some: " + documentation_url()));
}

}
