#pragma once

#include <string>
#include <utility>
#include <vector>

namespace dokku {

/// The process types and their counts as ps-current-scale answers them: TYPE=N
/// lines, in their order. Throws util::Error for another text.
std::vector<std::pair<std::string, int>> parse_scale(const std::string& text);

}
