#pragma once

#include <string>
#include <string_view>

namespace docker {

/// Compares API versions such as "1.41"; what cannot be read is below all that can.
bool is_at_least(std::string_view version, std::string_view needed);

/// Throws util::Error "`what` needs API version ..." if `spoken` is below `needed`.
void require_version(const std::string& spoken, const std::string& needed, const std::string& what);

}
