#include "dokku/config.hpp"

#include "dokku/names.hpp"
#include "util/error.hpp"

namespace dokku {

namespace {

std::vector<util::Path> candidates(const Environment& environment, const std::string& app) {
    const util::Path config = environment.lib_root / "config";
    const util::Path before = app == global ? environment.apps_root : environment.app_directory(app);
    return {config / "config" / app / "ENV", config / app / "ENV", before / "ENV"};
}

}

Config read_config(const Environment& environment, const std::string& app) {
    if (app != global) verify_app_name(app);
    for (const util::Path& path : candidates(environment, app)) {
        const auto text = util::read_file(path);
        if (!text) continue;
        try {
            return parse_env_file(*text);
        } catch (const util::Error&) {
            std::throw_with_nested(util::Error("cannot read " + path.string()));
        }
    }
    return {};
}

}
