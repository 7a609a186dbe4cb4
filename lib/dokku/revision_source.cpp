#include "dokku/document_json.hpp"
#include "dokku/properties.hpp"
#include "dokku/revision.hpp"
#include "dokku/revision_layout.hpp"

namespace dokku {

std::string Revision::app_json_path() const {
    std::string path =
        Properties(environment_, "app-json").get_or_global(app_, "appjson-path").value_or(kept::app_json);
    path.erase(0, path.find_first_not_of('/'));
    return path.empty() ? kept::app_json : path;
}

std::vector<SourceFile> Revision::collect(const util::Path& source) const {
    if (Properties(environment_, "git").get(app_, "source-image")) return {{kept::image_marker, ""}};
    std::vector<SourceFile> files;
    const std::string path = app_json_path();
    if (auto text = read_source_file(source, path)) {
        parse_app_json({path, *text});
        files.push_back({kept::app_json, std::move(*text)});
    }
    for (const char* name : kept::yaml_names) {
        auto text = read_source_file(source, name);
        if (!text) continue;
        parse_app_json({name, *text});
        files.push_back({name, std::move(*text)});
    }
    if (auto text = read_source_file(source, kept::checks)) files.push_back({kept::checks, std::move(*text)});
    return files;
}

void Revision::keep(const util::Path& source) const {
    const std::vector<SourceFile> files = collect(source);
    remove_candidates();
    util::make_directory(candidate_);
    for (const SourceFile& file : files) util::write_file(candidate_ / file.name, file.text);
}

}
