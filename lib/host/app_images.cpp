#include "host/app_images.hpp"

#include "docker/error.hpp"
#include "dokku/labels.hpp"
#include "util/clock.hpp"

namespace host {

namespace {

constexpr int most_tries = 100;
constexpr std::chrono::milliseconds between_tries{100};

/// The Engine does one prune at a time, of whatever app. False while another is under way.
bool prune(docker::Client& client, const docker::Client::Call& call) {
    try {
        client.call(call);
        return true;
    } catch (const docker::ApiError& error) {
        if (error.error_class() != docker::ErrorClass::conflict) throw;
        return false;
    }
}

}

std::string repository_of(const std::string& app) { return "dokku/" + app; }
std::string image_of(const std::string& app) { return repository_of(app) + ":latest"; }

void remove_unused_images(docker::Client& client, const std::string& app, Unused which) {
    const std::string dangling = which == Unused::untagged ? "true" : "false";
    const std::string label = std::string(dokku::label_app) + "=" + app;
    const std::string filters = R"({"dangling":[")" + dangling + R"("],"label":[")" + label + R"("]})";
    const docker::Client::Call call{.wanted = "remove unused images of " + app,
                                    .method = "POST",
                                    .path = "/images/prune?filters=" + docker::url_encoded(filters)};
    // The app's next deploy removes what is untagged; after its end nothing would.
    util::SystemClock clock;
    const int tries = which == Unused::untagged ? 1 : most_tries;
    for (int i = 0; i < tries && !prune(client, call); ++i) clock.sleep_for(between_tries, {});
}

}
