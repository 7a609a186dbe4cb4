#pragma once

#include "host/plugins.hpp"

namespace host {

/// One line of a report: --ps-restart-policy and its value.
struct ReportLine {
    std::string flag;
    std::string value;
};

/// Of what a report tells: an app, and a core plugin ("ps").
struct ReportSubject {
    std::string app;
    std::string plugin;
};

/// Dokku's report: "=====> APP ps information" and the lines, sorted; with one
/// --flag its value alone; with --format json an object. Throws util::Error for
/// a flag that is not among the lines.
void print_report(util::Log& log, const ReportSubject& subject, std::vector<ReportLine> lines,
                  const Words& options);

}
