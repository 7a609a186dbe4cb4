#pragma once

#include "util/file.hpp"
#include "util/log.hpp"

#include <stop_token>
#include <string>
#include <vector>

namespace host {

using Words = std::vector<std::string>;

/// The words from `first` on; none if there are fewer.
Words words_from(const Words& words, std::size_t first);
/// Empty where there is no such word.
const std::string& word(const Words& words, std::size_t index);

/// The enabled plugins of this host, asked by Dokku's rules: the executables
/// named like the trigger run in the lexical order of their plugins, their
/// outputs follow each other, the first failure ends the chain, and a trigger
/// that nobody has is no failure.
class Plugins {
public:
    /// `enabled` holds one directory, or link to one, a plugin.
    Plugins(util::Path enabled, util::Log& log, std::stop_token stop = {});

    std::vector<std::string> names() const;
    util::Path directory(const std::string& plugin) const { return enabled_ / plugin; }

    /// The executables of a trigger in their order. A file that is not
    /// executable is left out with a warning.
    std::vector<util::Path> hooks(const std::string& trigger) const;

    /// Runs it with our stdin, stdout and stderr; the first status other than 0.
    /// A stop is passed on to the running hook, which may take its time to undo
    /// what it did. Throws util::Interrupted then.
    int trigger(const std::string& trigger, const Words& arguments) const;

    /// The trimmed output. Throws dokku::TriggerError for a status other than 0.
    std::string answer(const std::string& trigger, const Words& arguments) const;

    /// Runs one program of a plugin as trigger() runs a hook.
    int run(const util::Path& program, const Words& arguments) const;

    /// What one program of a plugin prints to stdout, whatever its status.
    std::string output_of(const util::Path& program, const Words& arguments) const;

private:
    util::Path enabled_;
    util::Log& log_;
    std::stop_token stop_;
};

}
