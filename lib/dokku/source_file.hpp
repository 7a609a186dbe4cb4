#pragma once

#include "util/file.hpp"

#include <optional>
#include <string>

namespace dokku {

/// A file of the pushed source, as it was there.
struct SourceFile {
    std::string name;
    std::string text;
};

/// The text of a regular file of a pushed source directory; nothing if there is
/// none. Throws util::Error for a link that leaves the directory and for a file
/// over 1 MiB.
std::optional<std::string> read_source_file(const util::Path& source, const util::Path& relative);

}
