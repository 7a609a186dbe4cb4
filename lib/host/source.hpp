#pragma once

#include "host/git_repository.hpp"

namespace host {

/// One revision of an app's source, as an archive and unpacked, for as long as
/// it is being deployed.
class Source {
public:
    /// Throws util::Error.
    Source(const GitRepository& repository, const std::string& revision, const std::stop_token& stop);

    util::Path directory() const { return temporary_.path() / "source"; }
    /// The whole archive.
    std::string tar() const;
    bool has(const std::string& file) const;

private:
    util::Path tar_file() const { return temporary_.path() / "source.tar"; }

    util::TemporaryDirectory temporary_;
};

}
