#pragma once

#include "dokku/environment.hpp"
#include "dokku/source_file.hpp"

#include <optional>
#include <string>
#include <vector>

namespace dokku {

struct RevisionFiles {
    std::optional<SourceFile> app_json{};  ///< app.json, else its YAML twin app.yml or app.yaml
    std::optional<SourceFile> checks{};    ///< CHECKS
};

/// What we keep of an app's pushed source: a candidate from its extraction on,
/// the revision itself from its successful deploy on.
class Revision {
public:
    Revision(const Environment& environment, const std::string& app);

    /// Makes the candidate of this command, in place of any older one, from app.json
    /// (or what property appjson-path names), app.yml, app.yaml and CHECKS. Throws
    /// util::Error for a file that is too large or not valid, or a link out of `source`.
    void keep(const util::Path& source) const;
    /// No error without a candidate of this command.
    void promote() const;
    void drop() const;
    /// For a push that another scheduler deploys: what was kept is out of date.
    void forget() const;

    /// Those of this command's candidate, else of the revision. Nothing where Dokku
    /// has to be asked: nothing was kept yet, or the app is deployed from an image.
    std::optional<RevisionFiles> files() const;

private:
    std::string app_json_path() const;
    std::vector<SourceFile> collect(const util::Path& source) const;
    void remove_candidates() const;
    util::Path newest() const;

    Environment environment_;
    std::string app_;
    util::Path current_;
    util::Path previous_;  ///< the old one, while it is being replaced
    util::Path candidate_;
};

}
