#include "dokku/image_kind.hpp"

#include "dokku/config.hpp"

#include <algorithm>

namespace dokku {

namespace {

constexpr const char* stack_label = "io.buildpacks.stack.id";
/// Its images bring an init of their own.
constexpr const char* vendor_with_init = "linuxserver.io";
constexpr const char* vendor_label = "org.opencontainers.image.vendor";
constexpr const char* user_variable = "DOKKU_APP_USER";
constexpr const char* usual_user = "herokuishuser";
constexpr std::string_view user_prefix = "USER=";

std::string label(const docker::Image& image, const char* name) {
    const auto found = image.labels.find(name);
    return found == image.labels.end() ? std::string() : found->second;
}

std::string herokuish_user(const Environment& environment, const std::string& app) {
    const Config config = read_config(environment, app);
    const auto found = config.find(user_variable);
    return found == config.end() || found->second.empty() ? usual_user : found->second;
}

bool is_herokuish(const Environment& environment, const std::string& app, const docker::Image& image) {
    const auto user = std::find_if(image.environment.begin(), image.environment.end(),
                                   [](const std::string& entry) { return entry.starts_with(user_prefix); });
    return user != image.environment.end() &&
           user->substr(user_prefix.size()) == herokuish_user(environment, app);
}

ImageKind image_kind(const Environment& environment, const std::string& app, const docker::Image& image) {
    if (!label(image, stack_label).empty()) return ImageKind::buildpacks;
    return is_herokuish(environment, app, image) ? ImageKind::herokuish : ImageKind::dockerfile;
}

}

bool needs_init(const Settings& settings, const ImageFacts& facts) {
    return settings.init_process.value.value_or(facts.vendor != vendor_with_init);
}

ImageFacts image_facts(const Environment& environment, const std::string& app, const docker::Image& image) {
    return {.kind = image_kind(environment, app, image),
            .exposed_ports = image.exposed_ports,
            .vendor = label(image, vendor_label),
            .architecture = image.architecture};
}

}
