#pragma once

#include "util/log.hpp"

#include <string>
#include <vector>

namespace dokku {

/// One line of a report: --checks-wait-to-retire and its value.
struct ReportLine {
    std::string flag;
    std::string value;
};

/// Of what a report tells: an app or --global, and a plugin ("checks").
struct ReportSubject {
    std::string app;
    std::string plugin;
};

/// Dokku's report: "=====> APP checks information" and the lines, sorted; with
/// one --flag its value alone; with --format json an object whose keys are the
/// flags without the plugin's name. Throws util::Error, in Dokku's words, for a
/// flag that is not among the lines, for two, and for one together with JSON.
void print_report(util::Log& log, const ReportSubject& subject, std::vector<ReportLine> lines,
                  const std::vector<std::string>& options);

}
