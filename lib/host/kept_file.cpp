#include "host/kept_file.hpp"

namespace host {

namespace {

/// Files of deploys that were killed; the deploy lock lets only one run.
void remove_abandoned(const util::Path& file) {
    const std::string prefix = file.filename().string() + ".";
    for (const std::string& name : util::list_directory(file.parent_path()))
        if (name.starts_with(prefix)) util::remove_file(file.parent_path() / name);
}

}

KeptFile::KeptFile(const dokku::Environment& environment, util::Path file)
    : file_(std::move(file)),
      upcoming_(file_.string() + "." + environment.process_id),
      missing_(upcoming_.string() + ".missing") {}

std::optional<std::string> KeptFile::read() const {
    if (util::read_file(missing_)) return {};
    if (auto upcoming = util::read_file(upcoming_)) return upcoming;
    return util::read_file(file_);
}

void KeptFile::extract(const util::Path& source) const {
    remove_abandoned(file_);
    if (const auto bytes = util::read_file(source)) util::write_file(upcoming_, *bytes);
    else util::write_file(missing_, "");
}

void KeptFile::promote() const {
    if (const auto bytes = util::read_file(upcoming_)) util::write_file(file_, *bytes);
    else if (util::read_file(missing_)) util::remove_file(file_);
    drop();
}

void KeptFile::drop() const {
    util::remove_file(upcoming_);
    util::remove_file(missing_);
}

KeptFile kept_procfile(const dokku::Environment& environment, const std::string& app) {
    return {environment, environment.lib_root / "data" / "ps" / app / "Procfile"};
}

KeptFile kept_app_json(const dokku::Environment& environment, const std::string& app) {
    return {environment, environment.lib_root / "data" / "app-json" / app / "app.json"};
}

}
