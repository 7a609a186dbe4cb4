#pragma once

#include "diagnosis/signatures.hpp"
#include "health/verdict.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace diagnosis {

/// What is known besides the verdict.
struct Case {
    std::string app;
    std::string process_type;
    std::string container;      ///< name: app.web.1
    std::string cli = "dokku";  ///< the command that operators type: dokku, hookrun
    std::string image{};
    std::string image_id{};  ///< the container's, "sha256:..."; empty: not known
    bool serves = false;     ///< a container in service, not one of a failed deploy
    health::Verdict verdict{};
    std::string last_output{};       ///< raw, bounded
    std::string deadline_setting{};  ///< "scheduler-docker-api:set app release-healthcheck-timeout"
    std::size_t output_lines = 20;   ///< of last_output in the block
};

/// A verdict in words that a person can act on.
struct Diagnosis {
    health::Code code{};                ///< the verdict's, or a more exact one that the output showed
    std::string headline;               ///< "web.1 exited with code 1 after 0.3 s"
    std::vector<std::string> evidence;  ///< one fact a line
    std::string cause;                  ///< plain words
    std::vector<std::string> fix;       ///< what to do; a line that can be pasted begins with "$ "
    std::vector<std::string> avoid{};   ///< what would only hide it
};

Diagnosis explain(const Case& failure, const Signatures& signatures = shipped_signatures());

/// The block for a terminal, at most 80 columns with the prefixes of git and
/// Dokku, which are not in it. Lines that can be pasted stay whole, however long.
std::vector<std::string> to_lines(const Case& failure, const Diagnosis& diagnosis);

/// The same as one JSON object.
std::string to_json(const Case& failure, const Diagnosis& diagnosis);

}
