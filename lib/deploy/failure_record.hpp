#pragma once

#include "deploy/world.hpp"

#include <optional>
#include <string>
#include <vector>

namespace deploy {

/// What is kept of the last failed deploy of an app: for logs:failed and explain.
struct Failure {
    std::string at{};                  ///< when, in UTC, as RFC 3339 has it
    std::string container_id{};        ///< kept, stopped, until the next deploy
    std::string label{};               ///< web.1
    std::string verdict{};             ///< one JSON object
    std::vector<std::string> block{};  ///< the same as it was shown, line by line
    std::string output{};              ///< the container's last output, redacted
    std::string inspection{};          ///< JSON, without its environment
};

class FailureRecord {
public:
    FailureRecord(const dokku::Environment& environment, const std::string& app);
    std::optional<Failure> read() const;
    void write(const Failure& failure) const;
    void remove() const;

private:
    util::Path file_;
};

/// Removes the container that the last failure kept, and its record.
void forget_failure(const World& world, const std::string& app);

/// The block of `logs:failed`. Says so when there was no failure.
void show_failed_logs(const dokku::Environment& environment, util::Log& log, const std::string& app);

/// The verdict on the last failed deploy once more: the block that was shown, or
/// the JSON object. Says so when there was no failure.
enum class FailureLayout { block, json };
void explain_failure(const dokku::Environment& environment, util::Log& log, const std::string& app,
                     FailureLayout layout);

}
