#pragma once

#include "util/file.hpp"
#include "util/process.hpp"

#include <string>
#include <vector>

/// The program hookrun with a root directory and a proxy of its own, both gone
/// at the end of the test. No Engine.
class RunningHost {
public:
    RunningHost();
    RunningHost(const RunningHost&) = delete;
    RunningHost& operator=(const RunningHost&) = delete;
    ~RunningHost();

    util::Ended run(const std::vector<std::string>& words, const std::string& input = {}) const;
    /// What it printed; its status must be 0.
    std::string must(const std::vector<std::string>& words) const;
    /// The same for `plugn trigger`.
    std::string ask(const std::vector<std::string>& trigger) const;

    /// Adds a hook in shell to a plugin.
    void add_hook(const std::string& plugin, const std::string& trigger, const std::string& script) const;
    /// What makes a program that starts hookrun start this one.
    const std::map<std::string, std::string>& environment() const { return environment_; }
    util::Path root() const { return directory_.path() / "root"; }
    /// What the proxy answers to GET / with this Host header.
    std::string fetch(const std::string& host_name) const;

private:
    util::TemporaryDirectory directory_;
    std::map<std::string, std::string> environment_;
};
