#include "host/commands/report.hpp"

#include "dokku/names.hpp"
#include "host/apps.hpp"
#include "host/commands/arguments.hpp"

namespace host {

namespace {

bool names_scope(const Words& arguments) {
    const std::string& first = word(arguments, 0);
    return first == dokku::global || (!first.empty() && !first.starts_with("--"));
}

}

int report(Host& host, const std::string& plugin, const Words& arguments,
           const std::function<std::vector<dokku::ReportLine>(const std::string& scope)>& lines_of) {
    const bool is_one = names_scope(arguments);
    const Words scopes = is_one ? Words{scope_argument(host, arguments)} : app_names(host);
    const Words options = is_one ? words_from(arguments, 1) : arguments;
    for (const std::string& scope : scopes)
        dokku::print_report(host.log, {scope, plugin}, lines_of(scope), options);
    return 0;
}

}
