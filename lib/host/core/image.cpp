#include "host/app_images.hpp"
#include "host/core/answers.hpp"

#include "dokku/names.hpp"

/// Images are built on this host and stay on it: no registry, no tag but latest.
namespace host::core {

int deployed_app_image_repo(Host& host, const Words& arguments) {
    dokku::verify_app_name(word(arguments, 0));
    host.log.plain(repository_of(word(arguments, 0)));
    return 0;
}

int deployed_app_image_tag(Host&, const Words&) { return 0; }
int deployed_app_repository(Host&, const Words&) { return 0; }

}
