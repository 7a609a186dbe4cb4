#pragma once

#include "dokku/triggers.hpp"

#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace support {

struct TriggerCall {
    std::string trigger;
    std::vector<std::string> arguments;
    std::map<std::string, std::string> environment{};
    bool operator==(const TriggerCall&) const = default;
};

/// Dokku's triggers in memory. What is not scripted is answered as Dokku does
/// for an app without settings; a trigger that nobody implements succeeds silently.
class FakeTriggers : public dokku::Triggers {
public:
    using Script = std::function<dokku::TriggerResult(const TriggerCall&)>;

    /// For calls whose arguments begin with `arguments`; the longest match wins,
    /// then the latest.
    void answers(const std::string& trigger, const std::string& output,
                 const std::vector<std::string>& arguments = {});
    void fails(const std::string& trigger, int status, const std::string& error = "",
               const std::vector<std::string>& arguments = {});
    /// `script` runs on the caller's thread, without a lock.
    void does(const std::string& trigger, Script script, const std::vector<std::string>& arguments = {});

    /// In the order they came in.
    std::vector<TriggerCall> calls() const;
    std::vector<TriggerCall> calls(const std::string& trigger) const;
    bool called(const std::string& trigger) const { return !calls(trigger).empty(); }

    dokku::TriggerResult ask(const std::string& trigger, const std::vector<std::string>& arguments,
                             const std::stop_token& stop = {}) override;
    dokku::TriggerResult show(const std::string& trigger, const std::vector<std::string>& arguments,
                              const std::map<std::string, std::string>& environment = {}) override;

private:
    struct Rule {
        std::string trigger;
        std::vector<std::string> arguments;
        Script script;
    };
    dokku::TriggerResult respond(TriggerCall call);
    Script find(const TriggerCall& call) const;

    mutable std::mutex mutex_;
    std::vector<Rule> rules_;
    std::vector<TriggerCall> calls_;
};

}
