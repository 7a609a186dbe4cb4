#pragma once

#include "util/log.hpp"

#include <string>
#include <vector>

namespace deploy {

/// Shows a verdict's lines, with colours where stdout takes them: within the
/// output of a deploy, or alone, as the answer of a command.
enum class BlockLayout { in_deploy, alone };
void show_block(util::Log& log, const std::vector<std::string>& lines, BlockLayout layout);

}
