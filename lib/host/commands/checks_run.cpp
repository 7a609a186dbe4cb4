#include "dokku/app_state.hpp"
#include "host/commands/arguments.hpp"
#include "host/commands/handlers.hpp"
#include "host/scheduler.hpp"
#include "host/type_list.hpp"
#include "util/error.hpp"
#include "util/text.hpp"

#include <set>

namespace host::command {

namespace {

using Serving = std::map<dokku::Replica, dokku::Placement>;

/// What one word of web,worker.2 names. Throws util::Error, in Dokku's words.
Serving named_by(const std::string& name, const Serving& serving, const std::string& app) {
    const auto replica = dokku::parse_replica(name);
    const std::string type = replica ? replica->process_type : name;
    Serving found;
    for (const auto& entry : serving)
        if (entry.first.process_type == type) found.insert(entry);
    if (found.empty()) throw util::Error("Invalid process type specified (" + app + "." + type + ")");
    if (!replica) return found;
    const auto one = found.find(*replica);
    if (one == found.end()) throw util::Error("Invalid container index specified (" + app + "." + name + ")");
    return {*one};
}

Serving selected(const Host& host, const std::string& app, const std::string& list) {
    const Serving serving = dokku::AppState(host.environment, app).read();
    if (serving.empty()) throw util::Error("App " + app + " has not been deployed");
    Serving found;
    for (const std::string& name : util::split(list, ',')) found.merge(named_by(name, serving, app));
    return list.empty() ? serving : found;
}

/// The checks of all that were selected.
class CheckRound {
public:
    CheckRound(Host& host, const std::string& app)
        : host_(host), app_(app), disabled_(host, app, "disabled") {}

    /// Its exit status: of the last that failed.
    int run(const Serving& serving) {
        int failed = 0;
        for (const auto& [replica, placement] : serving)
            if (!is_disabled(replica.process_type))
                if (const int status = check(replica, placement); status != 0) failed = status;
        return failed;
    }

private:
    /// Says so once a type.
    bool is_disabled(const std::string& type) {
        if (!disabled_.holds(type)) return false;
        if (told_.insert(type).second)
            host_.log.header("Zero downtime is disabled for app (" + app_ + "." + type +
                             "). Skipping checks");
        return true;
    }

    int check(const dokku::Replica& replica, const dokku::Placement& placement) {
        host_.log.header("Running checks for app (" + app_ + "." + to_string(replica) + ")");
        const std::string port = placement.port ? std::to_string(*placement.port) : "";
        return host_.plugins.trigger(
            "check-deploy", {app_, placement.container_id, replica.process_type, port, placement.ip_address});
    }

    Host& host_;
    const std::string& app_;
    TypeList disabled_;
    std::set<std::string> told_;
};

}

int checks_run(Host& host, const Words& arguments) {
    const std::string& app = app_argument(host, arguments);
    const Serving serving = selected(host, app, word(arguments, 1));
    verify_scheduler(host, app);
    host.log.header("Running pre-flight checks");
    return CheckRound(host, app).run(serving);
}

}
