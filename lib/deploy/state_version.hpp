#pragma once

#include "util/error.hpp"

#include <filesystem>

namespace deploy {

/// The layout of the records that one program leaves for another: journals and
/// retirements. Raised when a program that knows only the layout before would
/// misread them. Programs meet at an upgrade: a deploy or a reaper of the old one
/// runs on while the new one is started for the next trigger.
int state_version();

/// A record that cannot be used: it is damaged, or a newer program wrote it, in
/// which case it is not ours to change.
class UnreadableRecord : public util::Error {
public:
    enum class Cause { damaged, newer };
    UnreadableRecord(std::filesystem::path file, Cause cause, const std::string& message)
        : Error(message), file_(std::move(file)), cause_(cause) {}
    const std::filesystem::path& file() const { return file_; }
    Cause cause() const { return cause_; }

private:
    std::filesystem::path file_;
    Cause cause_;
};

}
