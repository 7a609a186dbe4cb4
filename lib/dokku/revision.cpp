#include "dokku/revision.hpp"

#include "dokku/names.hpp"
#include "dokku/revision_layout.hpp"
#include "util/error.hpp"
#include "util/text.hpp"

#include <system_error>

namespace dokku {

namespace {

bool is_there(const util::Path& path) {
    std::error_code ignored;
    return std::filesystem::is_directory(path, ignored);
}

void move(const util::Path& from, const util::Path& to) {
    std::error_code error;
    std::filesystem::rename(from, to, error);
    if (error) throw util::Error("cannot rename " + from.string() + ": " + error.message());
}

std::optional<SourceFile> kept_file(const util::Path& directory, const std::string& name) {
    auto text = util::read_file(directory / name);
    if (!text) return {};
    return SourceFile{name, std::move(*text)};
}

}

Revision::Revision(const Environment& environment, const std::string& app)
    : environment_(environment),
      app_(app),
      current_(environment.data(app) / "revision"),
      previous_(environment.data(app) / "revision.previous"),
      candidate_(environment.data(app) / (kept::candidate_prefix + environment.process_id)) {
    verify_app_name(app);
    if (!is_process_type(environment.process_id)) throw util::Error("DOKKU_PID is no process id");
}

void Revision::remove_candidates() const {
    const util::Path data = environment_.data(app_);
    for (const std::string& name : util::list_directory(data))
        if (name.starts_with(kept::candidate_prefix)) util::remove_directory(data / name);
}

void Revision::promote() const {
    if (!is_there(candidate_)) return;
    if (is_there(current_)) {
        util::remove_directory(previous_);
        move(current_, previous_);
    }
    move(candidate_, current_);
    util::remove_directory(previous_);
}

void Revision::drop() const { util::remove_directory(candidate_); }

void Revision::forget() const {
    remove_candidates();
    util::remove_directory(current_);
    util::remove_directory(previous_);
}

util::Path Revision::newest() const {
    if (is_there(candidate_)) return candidate_;
    return is_there(current_) ? current_ : previous_;
}

std::optional<RevisionFiles> Revision::files() const {
    const util::Path directory = newest();
    if (!is_there(directory) || util::read_file(directory / kept::image_marker)) return {};
    RevisionFiles files{kept_file(directory, kept::app_json), kept_file(directory, kept::checks)};
    for (const char* name : kept::yaml_names)
        if (!files.app_json) files.app_json = kept_file(directory, name);
    return files;
}

}
