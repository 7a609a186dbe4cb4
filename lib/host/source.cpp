#include "host/source.hpp"

#include "util/error.hpp"
#include "util/process.hpp"

#include <fstream>
#include <sstream>

namespace host {

Source::Source(const GitRepository& repository, const std::string& revision, const std::stop_token& stop) {
    repository.archive(revision, tar_file());
    util::make_directory(directory());
    const util::Ended ended = util::run({.words = {"tar", "-xf", tar_file(), "-C", directory()}}, stop);
    if (ended.status != 0) throw util::Error("the source cannot be unpacked: " + ended.error);
}

std::string Source::tar() const {
    std::ifstream file(tar_file(), std::ios::binary);
    std::ostringstream bytes;
    bytes << file.rdbuf();
    if (!file) throw util::Error("cannot read " + tar_file().string());
    return std::move(bytes).str();
}

bool Source::has(const std::string& file) const {
    return std::filesystem::is_regular_file(std::filesystem::symlink_status(directory() / file));
}

}
