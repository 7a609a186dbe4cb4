#pragma once

#include "host/plugins.hpp"

namespace host {

/// One line of a report: --ps-restart-policy and its value.
struct ReportLine {
    std::string flag;
    std::string value;
};

/// Dokku's report: "=====> APP ps information" and the lines; with one --flag
/// its value alone; with --format json an object. Throws util::Error for a flag
/// that is not among the lines.
void print_report(util::Log& log, const std::string& title, const std::vector<ReportLine>& lines,
                  const Words& options);

}
