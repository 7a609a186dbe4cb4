#include "dokku/app.hpp"

#include "util/parallel.hpp"

namespace dokku {

std::string deployed_image(Triggers& triggers, const std::string& app, const std::string& tag,
                           const std::stop_token& stop) {
    std::string server, repository, deployed_tag;
    util::together(
        stop,
        {[&](const std::stop_token& s) { server = triggers.answer("deployed-app-repository", {app}, s); },
         [&](const std::stop_token& s) { repository = triggers.answer("deployed-app-image-repo", {app}, s); },
         [&](const std::stop_token& s) {
             deployed_tag = triggers.answer("deployed-app-image-tag", {app}, s);
         }});
    if (repository.empty()) repository = "dokku/" + app;
    if (deployed_tag.empty()) deployed_tag = tag.empty() ? "latest" : tag;
    return server + repository + ":" + deployed_tag;
}

}
