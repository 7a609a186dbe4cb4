#include "host/app_images.hpp"

#include "dokku/labels.hpp"

namespace host {

std::string repository_of(const std::string& app) { return "dokku/" + app; }
std::string image_of(const std::string& app) { return repository_of(app) + ":latest"; }

void remove_unused_images(docker::Client& client, const std::string& app, Unused which) {
    const std::string dangling = which == Unused::untagged ? "true" : "false";
    const std::string label = std::string(dokku::label_app) + "=" + app;
    const std::string filters = R"({"dangling":[")" + dangling + R"("],"label":[")" + label + R"("]})";
    client.call({.wanted = "remove unused images of " + app,
                 .method = "POST",
                 .path = "/images/prune?filters=" + docker::url_encoded(filters)});
}

}
