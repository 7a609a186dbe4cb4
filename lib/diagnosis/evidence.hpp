#pragma once

#include "diagnosis/facts.hpp"

namespace diagnosis {

/// What was measured, one "name: value" a line, printable and bounded.
std::vector<std::string> evidence_lines(const Facts& facts);

}
