#include "dokku/source_file.hpp"

#include "util/error.hpp"

#include <system_error>

namespace dokku {

namespace {

constexpr std::uintmax_t largest = 1U << 20U;

bool is_inside(const util::Path& root, const util::Path& path) {
    const util::Path relative = path.lexically_relative(root);
    return !relative.empty() && *relative.begin() != "..";
}

}

std::optional<std::string> read_source_file(const util::Path& source, const util::Path& relative) {
    std::error_code error;
    const util::Path root = std::filesystem::canonical(source, error);
    if (error) throw util::Error("cannot read " + source.string() + ": " + error.message());
    const util::Path file = std::filesystem::canonical(root / relative, error);
    if (error || !std::filesystem::is_regular_file(file, error)) return {};
    if (!is_inside(root, file)) throw util::Error(relative.string() + " leads out of the pushed directory");
    if (std::filesystem::file_size(file, error) > largest || error)
        throw util::Error(relative.string() + " is larger than 1 MiB");
    return util::read_file(file);
}

}
