#include "host/app_data.hpp"
#include "host/app_json.hpp"
#include "host/core/answers.hpp"
#include "host/kept_file.hpp"
#include "host/networks.hpp"
#include "host/proxy.hpp"
#include "host/scale.hpp"

#include "dokku/names.hpp"

namespace host::core {

namespace {

/// app.json's formation says how many; a type it does not name stays as it is.
void apply_formation(const Host& host, const std::string& app) {
    const auto text = kept_app_json(host.environment, app).read();
    if (!text) return;
    Scale scale = current_scale(host, app);
    for (const auto& [type, formation] : parse_app_json(*text).formation)
        if (formation.quantity) scale[type] = *formation.quantity;
    store_scale(host, app, scale);
}

}

/// APP DIRECTORY REVISION
int core_post_extract(Host& host, const Words& arguments) {
    const std::string& app = word(arguments, 0);
    dokku::verify_app_exists(host.environment, app);
    const util::Path source = word(arguments, 1);
    kept_app_json(host.environment, app).extract(source / "app.json");
    kept_procfile(host.environment, app).extract(source / "Procfile");
    apply_formation(host, app);
    return 0;
}

int core_post_deploy(Host& host, const Words& arguments) {
    const std::string& app = word(arguments, 0);
    dokku::verify_app_exists(host.environment, app);
    host.properties("common").set(app, "deployed", "true");
    attach_deployed(host, app);
    if (const int status = proxy_build_config(host, {app}); status != 0) return status;
    kept_app_json(host.environment, app).promote();
    kept_procfile(host.environment, app).promote();
    host.properties("ps").set(app, "restore", "true");
    return 0;
}

/// Without an app: for all of them.
int proxy_build_config(Host& host, const Words& arguments) {
    if (const std::string& app = word(arguments, 0); !app.empty()) {
        dokku::verify_app_exists(host.environment, app);
        if (const int status = host.plugins.trigger("network-build-config", {app}); status != 0)
            return status;
        host.log.header("Configuring " + app + "...");
    }
    build_proxy_config(host);
    return 0;
}

int post_delete(Host& host, const Words& arguments) {
    dokku::verify_app_name(word(arguments, 0));
    remove_app_data(host, word(arguments, 0));
    return 0;
}

/// OLD NEW; the domains stay with the old app.
int post_app_clone_setup(Host& host, const Words& arguments) {
    post_app_rename_setup(host, arguments);
    host.properties("domains").set_list(word(arguments, 1), "domains", {});
    return 0;
}

/// OLD NEW; what OLD has goes when it is deleted.
int post_app_rename_setup(Host& host, const Words& arguments) {
    dokku::verify_app_name(word(arguments, 0));
    dokku::verify_app_name(word(arguments, 1));
    clone_app_data(host, word(arguments, 0), word(arguments, 1));
    return 0;
}

}
