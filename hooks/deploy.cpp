#include "deploy_triggers.hpp"

#include "deploy/announcement.hpp"
#include "deploy/check_running.hpp"
#include "deploy/deploy.hpp"
#include "deploy/reaper.hpp"
#include "dokku/names.hpp"
#include "dokku/revision.hpp"
#include "hook/exit_status.hpp"

namespace hooks {

/// SCHED APP IMAGE_TAG PROCESS_TYPE
int scheduler_deploy(hook::Runtime& runtime, const Arguments& arguments) {
    dokku::verify_app_exists(runtime.environment(), arguments[1]);
    try {
        deploy::run_deploy(runtime.world(),
                           {.app = arguments[1], .image_tag = arguments[2], .process_type = arguments[3]});
    } catch (...) {
        deploy::launch_reaper(runtime.world());  // what could not be undone is undone by it
        throw;
    }
    deploy::launch_reaper(runtime.world());
    return hook::done;
}

/// BUILDER_TYPE APP IMAGE: once it is built.
int post_release_builder(hook::Runtime& runtime, const Arguments& arguments) {
    dokku::verify_app_exists(runtime.environment(), arguments[1]);
    deploy::announce_checks(runtime.world(), arguments[1]);
    return hook::done;
}

/// APP CONTAINER_ID TYPE PORT IP [IDX]
int check_container(hook::Runtime& runtime, const Arguments& arguments) {
    dokku::verify_app_exists(runtime.environment(), arguments[0]);
    return deploy::check_running(runtime.world(), {.app = arguments[0],
                                                   .container_id = arguments[1],
                                                   .process_type = arguments[2],
                                                   .port = arguments[3],
                                                   .ip_address = arguments[4]});
}

/// APP SOURCECODE_WORK_DIR REV
int keep_revision(hook::Runtime& runtime, const Arguments& arguments) {
    dokku::Revision(runtime.environment(), arguments[0]).keep(arguments[1]);
    return hook::done;
}

}
