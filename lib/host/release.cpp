#include "host/release.hpp"

#include "docker/build.hpp"
#include "docker/images.hpp"
#include "dokku/labels.hpp"
#include "host/app_images.hpp"
#include "host/engine.hpp"
#include "host/kept_file.hpp"
#include "host/ports.hpp"
#include "host/proxy.hpp"
#include "host/scheduler.hpp"
#include "host/source.hpp"
#include "util/error.hpp"
#include "util/file_lock.hpp"
#include "util/text.hpp"

#include <algorithm>
#include <array>

namespace host {

namespace {

util::FileLock take_deploy_lock(const Host& host, const std::string& app) {
    auto lock = util::FileLock::try_take(host.roots.data() / "apps" / app / ".deploy.lock");
    if (!lock) throw util::Error(app + " currently has a deploy lock in place. Exiting...");
    return std::move(*lock);
}

/// What a release replaces before the scheduler has its say, put back unless it
/// is kept.
class Replaced {
public:
    Replaced(Host& host, const std::string& app, docker::Client& client)
        : host_(host),
          app_(app),
          images_(client),
          ports_(host.properties("ports").get_list(app, "map-detected")) {
        if (const auto image = images_.find(image_of(app), host.stop)) image_id_ = image->id;
    }
    Replaced(const Replaced&) = delete;
    Replaced& operator=(const Replaced&) = delete;
    ~Replaced() {
        if (!kept_) restore();
    }

    void keep() { kept_ = true; }

private:
    void restore() noexcept try {
        kept_app_json(host_.environment, app_).drop();
        kept_procfile(host_.environment, app_).drop();
        host_.properties("ports").set_list(app_, "map-detected", ports_);
        if (!image_id_.empty()) images_.tag(image_id_, repository_of(app_), "latest");
    } catch (const std::exception& error) {
        host_.log.warn("The image and ports of " + app_ +
                       " could not be put back: " + util::full_message(error));
    }

    Host& host_;
    std::string app_;
    docker::Images images_;
    std::string image_id_;
    std::vector<std::string> ports_;
    bool kept_ = false;
};

docker::Labels image_labels(const std::string& app) {
    return {{dokku::label_app, app},
            {"com.dokku.builder-type", "dockerfile"},
            {"com.dokku.image-stage", "release"},
            {"dokku", ""}};
}

/// What the Engine says about its own containers and images tells a developer nothing.
bool is_worth_showing(std::string_view line) {
    constexpr std::array noise{"--->", "Removing intermediate container", "Successfully "};
    return std::none_of(noise.begin(), noise.end(),
                        [line](const char* start) { return line.starts_with(start); });
}

void build(Host& host, const std::string& app, const Source& source, docker::Client& client) {
    if (!source.has("Dockerfile"))
        throw util::Error(app + " has no Dockerfile at its top: this host builds from nothing else");
    host.log.header("Building " + app + " from Dockerfile");
    const docker::BuildOptions options{.tag = image_of(app), .labels = image_labels(app)};
    const auto show = [&](std::string_view line) {
        const std::string_view text = util::trim(line);
        if (!text.empty() && is_worth_showing(text)) host.log.verbose(text);
    };
    docker::build_image(client, source.tar(), options, show, host.stop);
    const auto image = docker::Images(client).find(image_of(app), host.stop);
    if (!image) throw util::Error("the Engine has lost image " + image_of(app));
    host.properties("ports").set_list(app, "map-detected", detected_map(image->exposed_ports));
}

int hand_to_scheduler(Host& host, const std::string& app) {
    host.log.header("Releasing " + app + "...");
    if (const int status = host.plugins.trigger("post-release-builder", {"dockerfile", app, image_of(app)});
        status != 0)
        return status;
    host.log.header("Deploying " + app + " via the " + scheduler_of(host, app) + " scheduler...");
    return deploy(host, app);
}

}

int release(Host& host, const std::string& app, const std::string& revision) {
    verify_scheduler(host, app);
    util::FileLock lock = take_deploy_lock(host, app);
    lock.describe(revision);
    Engine engine(host.environment);
    const Source source(GitRepository(host.environment.app_directory(app), host.stop), revision, host.stop);
    forget_git_environment();
    Replaced replaced(host, app, engine.client());
    if (const int status = host.plugins.trigger("core-post-extract", {app, source.directory(), revision});
        status != 0)
        return status;
    remove_unused_images(engine.client(), app, Unused::untagged);
    build(host, app, source, engine.client());
    if (const int status = hand_to_scheduler(host, app); status != 0) return status;
    replaced.keep();
    host.log.title("Application deployed:");
    host.log.verbose(app_url(host, app));
    return 0;
}

}
