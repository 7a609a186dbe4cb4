#pragma once

#include "dokku/revision.hpp"

#include <cstddef>
#include <map>
#include <string>

namespace dokku {

/// formation.TYPE.max_parallel of an app.json or its YAML twin, for the process
/// types that set it. Throws util::Error that names file and field.
std::map<std::string, std::size_t> read_max_parallel(const SourceFile& file);

}
