#include "deploy/images_of_app.hpp"

#include "docker/containers.hpp"
#include "docker/images.hpp"
#include "dokku/app.hpp"

#include <algorithm>

namespace deploy {

namespace {

/// `latest` is the present release of an app that exists.
bool may_go(const docker::Image& image, const std::string& app) {
    const std::string builds = "dokku/" + app + ":";
    return std::all_of(image.tags.begin(), image.tags.end(), [&](const std::string& tag) {
        return tag.starts_with(builds) && !tag.ends_with(":latest");
    });
}

bool is_used(const World& world, const std::string& image_id) {
    const auto containers = docker::Containers(world.engine).list({});
    return std::any_of(containers.begin(), containers.end(),
                       [&](const auto& container) { return container.image_id == image_id; });
}

/// Dokku may deploy an image under any name (tags:deploy, git:from-image).
bool is_deployed(const World& world, const std::string& app, const std::string& image_id) {
    if (!std::filesystem::is_directory(world.environment.app_directory(app))) return false;
    const auto image =
        docker::Images(world.engine).find(dokku::deployed_image(world.triggers, app, "", world.stop));
    return image && image->id == image_id;
}

}

void remove_unused_image(const World& world, const std::string& app, const std::string& image_id) {
    if (image_id.empty()) return;
    try {
        docker::Images images(world.engine);
        const auto image = images.find(image_id);
        if (!image || !may_go(*image, app) || is_used(world, image_id)) return;
        if (is_deployed(world, app, image_id)) return;
        for (const std::string& tag : image->tags) images.remove(tag);
        images.remove(image_id);
    } catch (const util::Error&) {
        return;  // used again meanwhile; a later retirement tries anew
    }
}

}
