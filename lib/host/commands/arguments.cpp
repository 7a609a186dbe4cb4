#include "host/commands/arguments.hpp"

#include "dokku/names.hpp"
#include "util/error.hpp"
#include "util/text.hpp"

namespace host {

const std::string& app_argument(const Host& host, const Words& arguments, std::size_t index) {
    if (word(arguments, index).empty()) throw util::Error("Please specify an app to run the command on");
    dokku::verify_app_exists(host.environment, arguments[index]);
    return arguments[index];
}

const std::string& scope_argument(const Host& host, const Words& arguments, std::size_t index) {
    if (word(arguments, index) == dokku::global) return arguments[index];
    return app_argument(host, arguments, index);
}

Words process_types(const std::string& list) {
    Words types = util::split(list, ',');
    for (const std::string& type : types) dokku::verify_process_type(type);
    return types;
}

}
