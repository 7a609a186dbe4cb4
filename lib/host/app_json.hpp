#pragma once

#include <map>
#include <optional>
#include <string>

namespace host {

/// How many containers of a process type app.json asks for.
struct Formation {
    std::optional<int> quantity{};
    int max_parallel = 0;  ///< 0: not set
};

/// What the core reads from an app.json.
struct AppJson {
    std::string content;  ///< on one line, without comments
    std::map<std::string, Formation> formation{};
};

/// Comments and trailing commas are allowed, as Dokku allows them. Throws util::Error that names the field.
AppJson parse_app_json(const std::string& text);

}
