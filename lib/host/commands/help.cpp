#include "host/commands/commands.hpp"
#include "host/commands/handlers.hpp"
#include "util/version.hpp"

namespace host::command {

namespace {

constexpr std::size_t column = 68;

}

int version(Host& host, const Words&) {
    host.log.plain(std::string("hookrun ") + util::version);
    return 0;
}

int help(Host& host, const Words&) {
    host.log.plain("usage: hookrun COMMAND [ARGUMENT...]\n");
    for (const Command& command : commands()) {
        std::string line = "  " + std::string(command.name) + " " + std::string(command.usage) + " ";
        if (line.size() < column) line.resize(column, ' ');
        host.log.plain(line + std::string(command.help));
    }
    for (const util::Path& hook : host.plugins.hooks("commands")) host.plugins.run(hook, {"help"});
    return 0;
}

}
