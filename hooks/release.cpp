#include "triggers.hpp"

#include "deploy/journal.hpp"
#include "dokku/properties.hpp"
#include "dokku/revision.hpp"
#include "hook/exit_status.hpp"

#include <cstdlib>

namespace hooks {

/// APP CONTAINER_ID TYPE PORT IP [IDX]: what our own deploy asks about, it has checked already.
int check_deploy(hook::Runtime& runtime, const Arguments& arguments) {
    return std::getenv("DOCKER_API_CHECKS_DONE") == nullptr ? by_deployer(runtime, arguments) : hook::done;
}

/// APP "" "" IMAGE_TAG
int core_post_deploy(hook::Runtime& runtime, const Arguments& arguments) {
    return hook::never_in_the_way(
        runtime.log(), [&] { deploy::JournalFile(runtime.environment(), arguments[0]).note_plugins_told(); });
}

/// APP SOURCECODE_WORK_DIR REV: for another scheduler's app, what was kept goes.
int core_post_extract(hook::Runtime& runtime, const Arguments& arguments) {
    if (dokku::is_ours(runtime.environment(), arguments[0])) return by_deployer(runtime, arguments);
    return hook::never_in_the_way(runtime.log(),
                                  [&] { dokku::Revision(runtime.environment(), arguments[0]).forget(); });
}

}
