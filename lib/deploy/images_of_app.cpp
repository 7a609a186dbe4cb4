#include "deploy/images_of_app.hpp"

#include "docker/containers.hpp"
#include "docker/images.hpp"

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

}

void remove_unused_image(const World& world, const std::string& app, const std::string& image_id) {
    if (image_id.empty()) return;
    try {
        docker::Images images(world.engine);
        const auto image = images.find(image_id);
        if (!image || !may_go(*image, app)) return;
        for (const std::string& tag : image->tags) images.remove(tag);
        images.remove(image_id);
    } catch (const util::Error&) {
        return;  // used again meanwhile; a later retirement tries anew
    }
}

}
