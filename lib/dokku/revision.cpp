#include "dokku/revision.hpp"

#include "dokku/document_json.hpp"
#include "dokku/names.hpp"
#include "dokku/properties.hpp"
#include "util/error.hpp"
#include "util/text.hpp"

#include <array>
#include <system_error>

namespace dokku {

namespace {

constexpr const char* app_json = "app.json";
constexpr std::array yaml_names{"app.yml", "app.yaml"};
constexpr const char* checks = "CHECKS";
constexpr const char* candidate_prefix = "revision.candidate-";

/// In a candidate whose files only Dokku can get at.
constexpr const char* image_marker = "from-image";

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
      candidate_(environment.data(app) / (candidate_prefix + environment.process_id)) {
    verify_app_name(app);
    if (!is_process_type(environment.process_id)) throw util::Error("DOKKU_PID is no process id");
}

std::string Revision::app_json_path() const {
    std::string path =
        Properties(environment_, "app-json").get_or_global(app_, "appjson-path").value_or(app_json);
    path.erase(0, path.find_first_not_of('/'));
    return path.empty() ? app_json : path;
}

std::vector<SourceFile> Revision::collect(const util::Path& source) const {
    if (Properties(environment_, "git").get(app_, "source-image")) return {{image_marker, ""}};
    std::vector<SourceFile> files;
    const std::string path = app_json_path();
    if (auto text = read_source_file(source, path)) {
        parse_app_json({path, *text});
        files.push_back({app_json, std::move(*text)});
    }
    for (const char* name : yaml_names) {
        auto text = read_source_file(source, name);
        if (!text) continue;
        parse_app_json({name, *text});
        files.push_back({name, std::move(*text)});
    }
    if (auto text = read_source_file(source, checks)) files.push_back({checks, std::move(*text)});
    return files;
}

void Revision::remove_candidates() const {
    const util::Path data = environment_.data(app_);
    for (const std::string& name : util::list_directory(data))
        if (name.starts_with(candidate_prefix)) util::remove_directory(data / name);
}

void Revision::keep(const util::Path& source) const {
    const std::vector<SourceFile> files = collect(source);
    remove_candidates();
    util::make_directory(candidate_);
    for (const SourceFile& file : files) util::write_file(candidate_ / file.name, file.text);
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
    if (!is_there(directory) || util::read_file(directory / image_marker)) return {};
    RevisionFiles files{kept_file(directory, app_json), kept_file(directory, checks)};
    for (const char* name : yaml_names)
        if (!files.app_json) files.app_json = kept_file(directory, name);
    return files;
}

}
