#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace util {

/// The candidate that `word` was probably meant to be: upper and lower case and
/// a few typing errors apart. Empty if none is near.
std::string nearest(std::string_view word, const std::vector<std::string>& candidates);

}
