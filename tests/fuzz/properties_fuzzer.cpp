#include "attempt.hpp"

#include "dokku/own_properties.hpp"
#include "dokku/properties.hpp"
#include "dokku/settings.hpp"
#include "util/file.hpp"
#include "util/text.hpp"

/// A property file: the first line names plugin and key, what follows is in it.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    static const util::TemporaryDirectory& root = *new util::TemporaryDirectory;
    static const dokku::Environment environment{.apps_root = root.path() / "apps", .lib_root = root.path()};
    const std::string text = fuzz::text(data, size);
    const std::size_t head = std::min(text.find('\n'), text.size());
    const std::vector<std::string> names = util::split(text.substr(0, head), ' ');
    const std::string value = text.substr(std::min(head + 1, text.size()));
    fuzz::attempt([&] { dokku::verify_own_property("app", names.empty() ? "" : names[0], value); });
    if (names.size() != 2 || names[1].find('/') != std::string::npos) return 0;
    if (names[0] != "checks" && names[0] != "ps" && names[0] != dokku::plugin_name) return 0;
    const dokku::Properties properties(environment, names[0]);
    fuzz::attempt([&] { properties.set("app", names[1], value); });
    fuzz::attempt([&] { properties.get_list("app", names[1]); });
    fuzz::attempt([&] { dokku::load_settings(environment, "app"); });
    fuzz::attempt([&] { properties.remove_app("app"); });
    return 0;
}
