#pragma once

#include "docker/types.hpp"
#include "dokku/app_state.hpp"
#include "dokku/labels.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace deploy {

/// How far a rollout has come. What a later command does with one that was
/// interrupted depends on this alone.
enum class Phase {
    preparing,   ///< new containers are made and checked: undone
    committing,  ///< policies and names change: undone
    switching,   ///< state files change, other plugins are told: finished
};

/// A container that is not in service yet.
struct Newcomer {
    dokku::Replica replica;
    std::string upcoming_name;
    std::string id{};                        ///< empty until it is created
    docker::RestartPolicy restart_policy{};  ///< which it gets at the commit
    dokku::Placement placement{};            ///< where the proxy will find it
};

/// A container that the rollout replaces.
struct Incumbent {
    std::string id;
    std::string label;   ///< web.1, for messages
    std::string name{};  ///< before the rollout
    std::string retired_name{};
    std::string image_id{};
    std::optional<util::Seconds> stop_timeout{};        ///< that the operator set
    std::optional<util::Seconds> usual_stop_timeout{};  ///< where neither that nor the container says one
    util::Seconds keep_for{0};                          ///< between the switch and its end
    bool until_idle = false;                            ///< or less, if nobody is connected to it
    bool signal_at_switch = false;                      ///< told to end at once
    bool stopped_first = false;                         ///< stopped before its successor came
    docker::RestartPolicy restart_policy{};             ///< of one that was stopped first
};

/// What a rollout is about to do, written before it is done.
struct Journal {
    std::string rollout;  ///< tells this rollout from any other
    Phase phase = Phase::preparing;
    std::string image_tag{};
    std::vector<Newcomer> newcomers{};
    std::vector<Incumbent> incumbents{};
    std::vector<dokku::Replica> surplus{};             ///< whose state files go
    std::map<std::string, std::string> state_files{};  ///< their bytes before the switch
};

/// The journal of an app on disk. Functions throw util::Error.
class JournalFile {
public:
    JournalFile(const dokku::Environment& environment, const std::string& app);

    /// Whether a rollout goes on or was interrupted.
    bool exists() const;
    /// Nothing when no rollout was interrupted.
    std::optional<Journal> read() const;
    void write(const Journal& journal) const;
    void remove() const;

    /// Left by our own core-post-deploy hook: the plugins before ours (network,
    /// nginx, ps) have succeeded. Does nothing without a journal.
    void note_plugins_told() const;
    bool plugins_told(const Journal& journal) const;

private:
    util::Path file_;
    util::Path note_;
};

}
