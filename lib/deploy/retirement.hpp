#pragma once

#include "deploy/journal.hpp"
#include "deploy/retirement_records.hpp"
#include "deploy/world.hpp"

namespace deploy {

/// Makes records of a finished rollout's incumbents; tells those that go at
/// once to end. Their restart policy becomes "no". Does not wait for any.
void retire(const World& world, const std::string& app, const std::vector<Incumbent>& incumbents);

/// Takes every retirement as far as it can be taken now, side by side, and waits
/// for none: one whose time has come gets its stop signal, one that has not
/// ended within its stop timeout SIGKILL, one that has ended is removed with its
/// anonymous volumes and, where nothing else uses it, its image. Says how each
/// went. What fails keeps its record. Of those that have time left, one question
/// tells which have ended early. With an app: that one's alone. At most one process
/// on the host does this at a time; another returns at once.
void carry_out_retirements(const World& world, const std::string& app = {});

/// When the first of them can be taken further, at the latest; nothing when none is left.
std::optional<util::Milliseconds> next_retirement(const World& world);

}
