#include "host/commands/arguments.hpp"
#include "host/commands/handlers.hpp"
#include "host/type_list.hpp"

namespace host::command {

namespace {

/// Moves types, or all, to the list `to` and from the list `from`.
int move_types(Host& host, const Words& arguments, const std::string& to, const std::string& from) {
    const std::string& app = app_argument(host, arguments);
    TypeList target(host, app, to), source(host, app, from);
    if (arguments.size() == 1) {
        target.set_to_all();
        source.clear();
    }
    for (const std::string& type : process_types(word(arguments, 1))) {
        target.add(type);
        source.remove(type);
    }
    target.store();
    source.store();
    return 0;
}

std::string scope_text(const Words& arguments) {
    if (arguments.size() == 1) return "for app (" + arguments[0] + ")";
    return "for app's (" + arguments[0] + ") proctypes (" + arguments[1] + ")";
}

/// Refuses before the first line tells of something that does not happen.
void verify(const Host& host, const Words& arguments) {
    app_argument(host, arguments);
    process_types(word(arguments, 1));
}

}

int checks_disable(Host& host, const Words& arguments) {
    verify(host, arguments);
    host.log.header("Disabling zero downtime " + scope_text(arguments));
    return move_types(host, arguments, "disabled", "skipped");
}

int checks_skip(Host& host, const Words& arguments) {
    verify(host, arguments);
    host.log.header("Skipping zero downtime " + scope_text(arguments));
    return move_types(host, arguments, "skipped", "disabled");
}

int checks_enable(Host& host, const Words& arguments) {
    verify(host, arguments);
    const std::string& app = arguments[0];
    // Dokku's words, which are the same for one app and for its types.
    const std::string types = arguments.size() == 1 ? "" : " proctypes (" + arguments[1] + ")";
    host.log.header("Enabling zero downtime for app's (" + app + ")" + types);
    for (const char* key : {"disabled", "skipped"}) {
        TypeList list(host, app, key);
        if (arguments.size() == 1) list.clear();
        for (const std::string& type : process_types(word(arguments, 1))) list.remove(type);
        list.store();
    }
    return 0;
}

}
