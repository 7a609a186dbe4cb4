#pragma once

#include "dokku/report.hpp"
#include "host/host.hpp"

#include <functional>

namespace host {

/// [APP|--global] [--FLAG] [--format json]: prints what `lines_of` says of that
/// scope, or of every app where none is named, as dokku::print_report() does.
/// Returns the exit status; throws what that and scope_argument() throw.
int report(Host& host, const std::string& plugin, const Words& arguments,
           const std::function<std::vector<dokku::ReportLine>(const std::string& scope)>& lines_of);

}
