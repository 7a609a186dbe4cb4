#pragma once

#include "util/file.hpp"

#include <stop_token>
#include <string>

namespace host {

/// The bare git repository that an app's directory is.
class GitRepository {
public:
    explicit GitRepository(util::Path directory, std::stop_token stop = {})
        : directory_(std::move(directory)), stop_(std::move(stop)) {}

    /// With a pre-receive hook that hands a push to `hookrun git-hook APP`.
    void create(const util::Path& hookrun, const util::Path& root) const;

    /// The revision of main, else of master; empty if there is neither.
    std::string deployed_revision() const;
    void take_all_from(const GitRepository& other) const;

    /// Writes the tar archive of a revision. Objects of a push that is being
    /// received count, as git's environment says where they are.
    void archive(const std::string& revision, const util::Path& tar_file) const;

private:
    std::string git(std::vector<std::string> arguments) const;

    util::Path directory_;
    std::stop_token stop_;
};

/// Takes git's variables, which name the repository of the push, out of the
/// environment, so that a git started by a plugin finds its own.
void forget_git_environment();

}
