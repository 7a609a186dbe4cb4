#include "support/fake_triggers.hpp"

#include <algorithm>

namespace support {

namespace {

/// What Dokku 0.38 answers for an app on which nothing was set.
struct Default {
    const char* trigger;
    const char* key;  ///< second argument; null: any
    const char* output;
};
constexpr Default defaults[] = {
    {"app-json-get-content", nullptr, "{}"},
    {"app-json-process-deploy-parallelism", nullptr, "1\n"},
    {"checks-get-property", "wait-to-retire", "60\n"},
    {"config-export", nullptr, "{}\n"},
    {"deployed-app-image-repo", nullptr, ""},
    {"deployed-app-repository", nullptr, "\n"},
    {"network-get-property", "bind-all-interfaces", "false\n"},
    {"network-get-property", nullptr, "\n"},
    {"ports-get", nullptr, "http:80:5000\n"},
    {"ps-current-scale", nullptr, "web=1"},
    {"ps-get-property", "restart-policy", "on-failure:10\n"},
    {"ps-get-property", "stop-timeout-seconds", "30\n"},
    {"scheduler-detect", nullptr, "docker-api\n"},
};

dokku::TriggerResult answer_by_default(const TriggerCall& call) {
    if (call.trigger == "procfile-exists") return {1, "", " !     Procfile does not exist\n"};
    const std::string key = call.arguments.size() > 1 ? call.arguments[1] : "";
    const auto* found = std::find_if(std::begin(defaults), std::end(defaults), [&](const Default& row) {
        return call.trigger == row.trigger && (row.key == nullptr || key == row.key);
    });
    return {0, found == std::end(defaults) ? "" : found->output, ""};
}

bool begins_with(const std::vector<std::string>& arguments, const std::vector<std::string>& wanted) {
    return wanted.size() <= arguments.size() && std::equal(wanted.begin(), wanted.end(), arguments.begin());
}

}

void FakeTriggers::answers(const std::string& trigger, const std::string& output,
                           const std::vector<std::string>& arguments) {
    does(
        trigger,
        [output](const TriggerCall&) {
            return dokku::TriggerResult{0, output, ""};
        },
        arguments);
}

void FakeTriggers::fails(const std::string& trigger, int status, const std::string& error,
                         const std::vector<std::string>& arguments) {
    does(
        trigger,
        [=](const TriggerCall&) {
            return dokku::TriggerResult{status, "", error};
        },
        arguments);
}

void FakeTriggers::does(const std::string& trigger, Script script,
                        const std::vector<std::string>& arguments) {
    const std::lock_guard guard(mutex_);
    rules_.push_back({trigger, arguments, std::move(script)});
}

std::vector<TriggerCall> FakeTriggers::calls() const {
    const std::lock_guard guard(mutex_);
    return calls_;
}

std::vector<TriggerCall> FakeTriggers::calls(const std::string& trigger) const {
    std::vector<TriggerCall> found = calls();
    std::erase_if(found, [&](const TriggerCall& call) { return call.trigger != trigger; });
    return found;
}

dokku::TriggerResult FakeTriggers::ask(const std::string& trigger, const std::vector<std::string>& arguments,
                                       const std::stop_token& stop) {
    if (stop.stop_requested()) throw util::Interrupted();
    dokku::TriggerResult result = respond({trigger, arguments});
    if (stop.stop_requested()) throw util::Interrupted();
    return result;
}

dokku::TriggerResult FakeTriggers::show(const std::string& trigger, const std::vector<std::string>& arguments,
                                        const std::map<std::string, std::string>& environment) {
    return respond({trigger, arguments, environment});
}

dokku::TriggerResult FakeTriggers::respond(TriggerCall call) {
    Script script;
    {
        const std::lock_guard guard(mutex_);
        calls_.push_back(call);
        script = find(call);
    }
    return script ? script(call) : answer_by_default(call);
}

FakeTriggers::Script FakeTriggers::find(const TriggerCall& call) const {
    const Rule* best = nullptr;
    for (const Rule& rule : rules_) {
        if (rule.trigger != call.trigger || !begins_with(call.arguments, rule.arguments)) continue;
        if (best == nullptr || rule.arguments.size() >= best->arguments.size()) best = &rule;
    }
    return best == nullptr ? Script() : best->script;
}

}
