#pragma once

#include "diagnosis/facts.hpp"

namespace diagnosis {

/// "web.1 exited with code 1 after 0.3 s".
std::string headline(const Facts& facts);

}
