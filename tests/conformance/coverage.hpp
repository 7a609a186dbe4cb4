#pragma once

#include "case_file.hpp"

#include <set>

namespace conformance {

/// What a trigger's cases lack: a kind that has none and is not waived, or whose
/// cases never call the trigger. Empty if nothing.
std::string missing_cases(const std::string& trigger, const CaseFile& file);

/// Those of the triggers that no file or not every kind of case is there for,
/// each with what it lacks; and files of this directory that cover no trigger.
std::vector<std::string> uncovered(const std::set<std::string>& triggers, const std::vector<CaseFile>& files);

}
