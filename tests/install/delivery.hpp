#pragma once

#include "util/file.hpp"

#include <string>

namespace e2e {

/// This repository as it is now, under another version, in the forms that users
/// are given it. Made by tests/install/deliver when first asked for, below /run.
class Delivery {
public:
    explicit Delivery(std::string version) : version_(std::move(version)) {}

    const std::string& version() const { return version_; }
    /// The tarball that packaging/release makes.
    util::Path release() const;
    /// A Debian package that packaging/deb makes: "hookrun" or "scheduler-docker-api".
    util::Path package(const std::string& name) const;

private:
    util::Path made(const std::string& what, const std::string& pattern) const;
    std::string version_;
};

/// A repository that plugin:install clones. Its newest commit is the last version published.
class Origin {
public:
    void publish(const std::string& version) const;
    std::string url() const;
};

}
