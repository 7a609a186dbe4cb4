#include "docker/images.hpp"

#include "docker/types_json.hpp"

namespace docker {

std::optional<Image> Images::find(const std::string& name, const std::stop_token& stop) try {
    const std::string wanted = "inspect image " + name;
    const std::string answer = client_.call(
        {.wanted = wanted, .method = "GET", .path = path_to("images", name, "/json"), .stop = stop});
    return image_from(json::parse_answer(answer, wanted));
} catch (const ApiError& error) {
    if (error.error_class() != ErrorClass::not_found) throw;
    return {};
}

bool Images::remove(const std::string& name) try {
    client_.call({.wanted = "remove image " + name,
                  .method = "DELETE",
                  .path = path_to("images", name, ""),
                  .timeout = long_timeout});
    return true;
} catch (const ApiError& error) {
    if (error.error_class() != ErrorClass::not_found) throw;
    return false;
}

void Images::tag(const std::string& source, const std::string& repository, const std::string& tag) {
    client_.call({.wanted = "tag image " + source + " as " + repository + ":" + tag,
                  .method = "POST",
                  .path = path_to("images", source,
                                  "/tag?repo=" + url_encoded(repository) + "&tag=" + url_encoded(tag))});
}

}
