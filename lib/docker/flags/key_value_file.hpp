#pragma once

#include <map>
#include <string>
#include <vector>

namespace docker::flags {

/// The KEY=VALUE lines of a file for --env-file or --label-file, comments and
/// empty lines left out. A key without a value gets that of `lookup`, or is left
/// out. Throws util::Error.
std::vector<std::string> read_key_value_file(const std::string& path,
                                             const std::map<std::string, std::string>& lookup);

}
