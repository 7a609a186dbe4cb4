#pragma once

#include "deploy/state_version.hpp"
#include "dokku/environment.hpp"
#include "util/clock.hpp"

#include <optional>
#include <string>
#include <vector>

namespace deploy {

/// A replaced container and when it goes: a durable record, one file each, so
/// that whoever comes next finishes what a killed process left.
struct Retirement {
    std::string app;
    std::string container_id;                           ///< or its name
    std::string label;                                  ///< web.1
    std::string image_id{};                             ///< removed with its last container
    util::Seconds due{0};                               ///< since the epoch
    std::optional<util::Seconds> stop_timeout{};        ///< as of an Incumbent
    std::optional<util::Seconds> usual_stop_timeout{};  ///< likewise
    std::optional<util::Seconds> idle_from{};  ///< from then on it goes once nobody is connected to it
    std::optional<util::Milliseconds> told{};  ///< when it got its stop signal, since the epoch
};

class RetirementRecords {
public:
    explicit RetirementRecords(const dokku::Environment& environment);

    /// Sorted by due time. One that cannot be read, or that a newer program wrote,
    /// is left alone and left out.
    std::vector<Retirement> all() const;
    /// Why each of those that all() leaves out cannot be read.
    std::vector<UnreadableRecord> complaints() const;
    /// Removes what a killed process left half written.
    void sweep() const;
    /// Also replaces that of the same container.
    void write(const Retirement& retirement) const;
    void remove(const std::string& container_id) const;
    bool contains(const std::string& container_id) const;

private:
    std::optional<Retirement> read(const std::string& name) const;

    util::Path directory_;
};

}
