#pragma once

#include "util/error.hpp"
#include "util/log.hpp"

#include <map>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace dokku {

/// A trigger ended with a status other than 0.
class TriggerError : public util::Error {
public:
    TriggerError(const std::string& trigger, int status, std::string output);
    int status() const { return status_; }
    /// What it wrote to stderr.
    const std::string& output() const { return output_; }

private:
    int status_;
    std::string output_;
};

struct TriggerResult {
    int status = 0;
    std::string output{};
    std::string error{};
};

/// Dokku's triggers: the other plugins, reached through the plugin runner. The
/// seam for tests. May be used from several threads. Throws util::Interrupted
/// when stopped, util::Error when the runner cannot be started.
class Triggers {
public:
    virtual ~Triggers() = default;

    /// stdout is the concatenation of all plugins' answers.
    virtual TriggerResult ask(const std::string& trigger, const std::vector<std::string>& arguments,
                              const std::stop_token& stop = {}) = 0;

    /// Its output goes to the operator as it comes; stderr is captured too. In a
    /// process group of its own, so that a terminal's Ctrl-C does not reach it.
    virtual TriggerResult show(const std::string& trigger, const std::vector<std::string>& arguments,
                               const std::map<std::string, std::string>& environment = {}) = 0;

    /// The output without surrounding blanks. Throws TriggerError for a status other than 0.
    std::string answer(const std::string& trigger, const std::vector<std::string>& arguments,
                       const std::stop_token& stop = {});
};

/// Through `plugn trigger`. stderr of the triggers asked is dropped unless they fail.
std::unique_ptr<Triggers> make_plugn_triggers(util::Log& log);

}
