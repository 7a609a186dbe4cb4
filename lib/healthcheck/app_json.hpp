#pragma once

#include "dokku/source_file.hpp"
#include "healthcheck/commands.hpp"
#include "util/options.hpp"

#include <nlohmann/json_fwd.hpp>

namespace healthcheck {

/// The app.json that a command works on: --app-json FILE, with --in-place and --pretty.
class AppJson {
public:
    explicit AppJson(const util::Options& options);

    const util::Path& path() const { return path_; }
    bool is_there() const { return text_.has_value(); }
    /// Its text, "{}" if there is no such file.
    dokku::SourceFile source() const { return {path_.filename(), text_.value_or("{}")}; }
    /// Its members in their order. Throws util::Error that names the place.
    nlohmann::ordered_json read() const;
    /// Prints the document, or writes it to the file. Throws util::Error where
    /// comments or YAML would be lost.
    void put_out(const Tool& tool, const nlohmann::ordered_json& document) const;

private:
    util::Path path_;
    std::optional<std::string> text_;
    bool in_place_;
    bool pretty_;
};

/// The list healthchecks.TYPE, made if it is not there. Throws util::Error when it is none.
nlohmann::ordered_json& list_of(nlohmann::ordered_json& document, const std::string& process_type);

}
