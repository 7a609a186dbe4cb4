#include "triggers.hpp"

#include "deploy/failure_record.hpp"
#include "dokku/app_state.hpp"
#include "dokku/properties.hpp"
#include "hook/exit_status.hpp"
#include "util/file.hpp"

namespace hooks {

/// APP
int post_create(hook::Runtime& runtime, const Arguments& arguments) {
    return hook::never_in_the_way(runtime.log(),
                                  [&] { util::make_directory(runtime.environment().data(arguments[0])); });
}

/// APP IMAGE_TAG: runs for every app, whatever its scheduler was. One that failed
/// here and changed hands before it went has left a container.
int post_delete(hook::Runtime& runtime, const Arguments& arguments) {
    hook::never_in_the_way(runtime.log(), [&] { deploy::forget_failure(runtime.world(), arguments[0]); });
    return hook::never_in_the_way(runtime.log(), [&] {
        util::remove_directory(runtime.environment().data(arguments[0]));
        dokku::Properties(runtime.environment(), dokku::plugin_name).remove_app(arguments[0]);
    });
}

/// OLD NEW: the copy starts with the settings, not with the containers.
int post_app_clone_setup(hook::Runtime& runtime, const Arguments& arguments) {
    return hook::never_in_the_way(runtime.log(), [&] {
        dokku::Properties(runtime.environment(), dokku::plugin_name).clone_app(arguments[0], arguments[1]);
        dokku::AppState(runtime.environment(), arguments[1]).restore({});
    });
}

/// OLD NEW
int post_app_rename_setup(hook::Runtime& runtime, const Arguments& arguments) {
    return hook::never_in_the_way(runtime.log(), [&] {
        const dokku::Properties properties(runtime.environment(), dokku::plugin_name);
        properties.clone_app(arguments[0], arguments[1]);
        properties.remove_app(arguments[0]);
    });
}

}
