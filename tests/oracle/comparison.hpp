#pragma once

#include <string>
#include <vector>

namespace oracle {

/// The fields in which two inspections differ, each as "/path: one | other".
/// Ids, times, generated names and what is made of them do not count, nor the
/// order of what has none. Throws util::Error for what is no JSON.
std::vector<std::string> differences(const std::string& one, const std::string& other);

}
