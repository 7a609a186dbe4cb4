#pragma once

#include "util/file.hpp"

#include <stop_token>
#include <string>

namespace host {

/// An nginx of our own: the distribution's program with our configuration and
/// pid file, under our account.
class Nginx {
public:
    explicit Nginx(util::Path directory) : directory_(std::move(directory)) {}

    /// Makes `config` the one that serves: tests it, puts it in place in one
    /// step, then starts nginx or has it reload, and returns when no worker with
    /// the old one takes connections any more. A configuration that fails the
    /// test changes nothing. Throws util::Error with nginx's words.
    void serve(const std::string& config, const std::stop_token& stop) const;

    /// Ends it with the connections it has; no error if it does not run. Throws util::Error.
    void stop(const std::stop_token& stop) const;

private:
    util::Path config_file() const { return directory_ / "nginx.conf"; }
    std::optional<pid_t> master() const;
    void start(const std::stop_token& stop) const;

    util::Path directory_;
};

}
