#pragma once

#include <string_view>

namespace docker {

/// Compares API versions such as "1.41"; what cannot be read is below all that can.
bool is_at_least(std::string_view version, std::string_view needed);

}
