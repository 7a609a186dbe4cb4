#include "dokku/exported_config.hpp"

#include "util/error.hpp"
#include "util/json.hpp"
#include "util/text.hpp"

namespace dokku {

Config parse_exported_config(const std::string& answer) {
    // The library's message would quote values, which are secrets.
    const auto document = util::try_parse_json(answer);
    if (!document || !document->is_object())
        throw util::Error("trigger config-export did not answer with a JSON object");
    Config config;
    for (const auto& [name, value] : document->items()) {
        if (!value.is_string())
            throw util::Error("config variable " + util::shown(name, 80) + " is no string");
        config[name] = value.get<std::string>();
    }
    return config;
}

}
