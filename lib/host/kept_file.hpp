#pragma once

#include "dokku/environment.hpp"

#include <optional>
#include <string>

namespace host {

/// A file of an app's source that is kept for later: the one of the deployed
/// revision, and beside it, while a deploy runs, the one being deployed. That
/// one counts for the command that deploys it and for nobody else.
class KeptFile {
public:
    KeptFile(const dokku::Environment& environment, util::Path file);

    /// Nothing if the revision has no such file.
    std::optional<std::string> read() const;
    /// Takes it from the source being deployed, or notes that it has none.
    void extract(const util::Path& source) const;
    /// The deploy succeeded: what it brought is the kept one.
    void promote() const;
    /// The deploy failed: as before.
    void drop() const;

    const util::Path& path() const { return file_; }

private:
    util::Path file_;
    util::Path upcoming_;
    util::Path missing_;
};

KeptFile kept_procfile(const dokku::Environment& environment, const std::string& app);
KeptFile kept_app_json(const dokku::Environment& environment, const std::string& app);

}
