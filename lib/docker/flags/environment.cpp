#include "docker/flags/draft_json.hpp"
#include "docker/flags/key_value_file.hpp"
#include "docker/flags/topics.hpp"
#include "docker/flags/value.hpp"

#include "util/text.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace docker::flags {

namespace {

std::string label(const std::string& value) {
    const std::string key = cut(value, '=').key;
    const auto begin = key.find_first_not_of(" \t");
    if (begin == std::string::npos || key.find_first_of(" \t", begin) != std::string::npos)
        expect("KEY=VALUE, no blanks in the key");
    return value;
}

/// A name alone stands for the variable of that name; one that is not set is
/// sent as a name alone, which takes the image's variable away.
void add_variable(Draft& draft, const Flag& flag, const std::string& value) {
    const Pair parts = cut(value, '=');
    if (parts.key.empty()) expect("NAME=VALUE or NAME");
    const auto known = draft.context.environment.find(parts.key);
    const bool looked_up = !parts.has_value && known != draft.context.environment.end();
    draft.collected[flag.place].push_back(looked_up ? parts.key + "=" + known->second : value);
}

/// Of several flags for a variable the last counts.
std::vector<std::string> last_of_each(const std::vector<std::string>& pairs) {
    std::vector<std::string> kept;
    std::set<std::string> seen;
    for (auto pair = pairs.rbegin(); pair != pairs.rend(); ++pair)
        if (seen.insert(cut(*pair, '=').key).second) kept.push_back(*pair);
    std::reverse(kept.begin(), kept.end());
    return kept;
}

}

std::span<const Flag> environment_flags() {
    static constexpr std::array table{
        Flag{"annotation", 0, Takes::value, set_member<text>, "/HostConfig/Annotations", "1.43"},
        Flag{"env", 'e', Takes::value, add_variable, "env"},
        Flag{"env-file", 0, Takes::value, collect<text>, "env-file"},
        Flag{"label", 'l', Takes::value, collect<label>, "label"},
        Flag{"label-file", 0, Takes::value, collect<text>, "label-file"},
    };
    return table;
}

/// What files say comes first, so that flags override it.
void finish_environment(Draft& draft) {
    Json& variables = draft.body["Env"] = Json::array();
    for (const std::string& file : draft.values("env-file"))
        for (const std::string& pair : read_key_value_file(file, draft.context.environment))
            variables.push_back(pair);
    for (const std::string& pair : last_of_each(draft.values("env"))) variables.push_back(pair);

    Json& labels = draft.body["Labels"] = Json::object();
    const auto add = [&labels](const std::string& pair) {
        labels[cut(pair, '=').key] = cut(pair, '=').value;
    };
    for (const std::string& file : draft.values("label-file"))
        for (const std::string& pair : read_key_value_file(file, {})) add(pair);
    for (const std::string& pair : draft.values("label")) add(pair);
}

}
