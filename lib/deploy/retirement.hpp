#pragma once

#include "deploy/journal.hpp"
#include "deploy/world.hpp"

#include <optional>
#include <string>
#include <vector>

namespace deploy {

/// A replaced container and when it goes: a durable record, one file each, so
/// that whoever comes next finishes what a killed process left.
struct Retirement {
    std::string app;
    std::string container_id;  ///< or its name
    std::string label;         ///< web.1
    std::string image_id;      ///< removed with its last container
    util::Seconds due{0};      ///< since the epoch
    std::optional<util::Seconds> stop_timeout{};
};

class RetirementRecords {
public:
    explicit RetirementRecords(const dokku::Environment& environment);

    /// Sorted by due time. One that cannot be read, or that a newer program wrote,
    /// is left alone and left out.
    std::vector<Retirement> all() const;
    /// Why each of those that all() leaves out cannot be read.
    std::vector<std::string> complaints() const;
    /// Removes what a killed process left half written.
    void sweep() const;
    void add(const Retirement& retirement) const;
    void remove(const std::string& container_id) const;
    bool contains(const std::string& container_id) const;

private:
    std::optional<Retirement> read(const std::string& name) const;

    util::Path directory_;
};

/// Makes records of a finished rollout's incumbents; tells those that go at
/// once to end. Their restart policy becomes "no".
void retire(const World& world, const std::string& app, const std::vector<Incumbent>& incumbents);

/// Stops and removes every container whose time has come, all at once, and says
/// how each went. One that cannot be removed keeps its record. At most one
/// process on the host does this at a time; another returns at once.
enum class Which { due, all };
void carry_out_retirements(const World& world, Which which, const std::string& app = {});

}
