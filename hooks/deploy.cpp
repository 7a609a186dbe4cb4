#include "triggers.hpp"

#include "deploy/announcement.hpp"
#include "deploy/check_running.hpp"
#include "deploy/deploy.hpp"
#include "deploy/journal.hpp"
#include "deploy/reaper.hpp"
#include "dokku/names.hpp"
#include "dokku/properties.hpp"
#include "dokku/revision.hpp"
#include "hook/exit_status.hpp"

#include <cstdlib>

namespace hooks {

/// SCHED APP IMAGE_TAG PROCESS_TYPE
int scheduler_deploy(hook::Runtime& runtime, const Arguments& arguments) {
    dokku::verify_app_exists(runtime.environment(), arguments[1]);
    deploy::run_deploy(runtime.world(),
                       {.app = arguments[1], .image_tag = arguments[2], .process_type = arguments[3]});
    deploy::launch_reaper(runtime.world(), "/proc/self/exe");
    return hook::done;
}

/// BUILDER_TYPE APP IMAGE: once it is built.
int post_release_builder(hook::Runtime& runtime, const Arguments& arguments) {
    dokku::verify_app_exists(runtime.environment(), arguments[1]);
    deploy::announce_checks(runtime.world(), arguments[1]);
    return hook::done;
}

/// APP CONTAINER_ID TYPE PORT IP [IDX]
int check_deploy(hook::Runtime& runtime, const Arguments& arguments) {
    if (std::getenv("DOCKER_API_CHECKS_DONE") != nullptr) return hook::done;
    dokku::verify_app_exists(runtime.environment(), arguments[0]);
    return deploy::check_running(runtime.world(), {.app = arguments[0],
                                                   .container_id = arguments[1],
                                                   .process_type = arguments[2],
                                                   .port = arguments[3],
                                                   .ip_address = arguments[4]});
}

/// APP "" "" IMAGE_TAG
int core_post_deploy(hook::Runtime& runtime, const Arguments& arguments) {
    return hook::never_in_the_way(
        runtime.log(), [&] { deploy::JournalFile(runtime.environment(), arguments[0]).note_plugins_told(); });
}

/// APP SOURCECODE_WORK_DIR REV
int core_post_extract(hook::Runtime& runtime, const Arguments& arguments) {
    const dokku::Revision revision(runtime.environment(), arguments[0]);
    if (!dokku::is_ours(runtime.environment(), arguments[0]))
        return hook::never_in_the_way(runtime.log(), [&] { revision.forget(); });
    revision.keep(arguments[1]);
    return hook::done;
}

}
