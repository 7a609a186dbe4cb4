#include "dokku/app_state.hpp"
#include "host/commands/arguments.hpp"
#include "host/commands/handlers.hpp"
#include "util/error.hpp"
#include "util/text.hpp"

#include <algorithm>

namespace host::command {

namespace {

constexpr const char* every_type = "_all_";

/// The process types in the list properties "disabled" and "skipped".
class TypeList {
public:
    TypeList(const Host& host, const std::string& app, std::string key)
        : properties_(host.properties("checks")),
          app_(app),
          key_(std::move(key)),
          types_(util::split(properties_.get(app, key_).value_or(""), ',')) {}

    void set_to_all() { types_ = {every_type}; }
    void clear() { types_.clear(); }
    void remove(const std::string& type) {
        types_.erase(std::remove(types_.begin(), types_.end(), type), types_.end());
    }
    void add(const std::string& type) {
        remove(every_type);
        remove(type);
        types_.push_back(type);
    }
    bool holds(const std::string& type) const {
        return std::any_of(types_.begin(), types_.end(),
                           [&](const std::string& each) { return each == type || each == every_type; });
    }
    void store() const { properties_.set(app_, key_, util::join(types_, ",")); }

private:
    dokku::Properties properties_;
    std::string app_;
    std::string key_;
    Words types_;
};

/// Moves types, or all, to the list `to` and from the list `from`.
int move_types(Host& host, const Words& arguments, const std::string& to, const std::string& from) {
    const std::string& app = app_argument(host, arguments);
    TypeList target(host, app, to), source(host, app, from);
    if (arguments.size() == 1) {
        target.set_to_all();
        source.clear();
    }
    for (const std::string& type : process_types(word(arguments, 1))) {
        target.add(type);
        source.remove(type);
    }
    target.store();
    source.store();
    return 0;
}

std::string scope_text(const Words& arguments) {
    if (arguments.size() == 1) return "for app (" + arguments[0] + ")";
    return "for app's (" + arguments[0] + ") proctypes (" + arguments[1] + ")";
}

/// Every replica, or those that a list of web or web.1 names.
std::vector<std::pair<dokku::Replica, dokku::Placement>> selected(const Host& host, const std::string& app,
                                                                  const Words& wanted) {
    std::vector<std::pair<dokku::Replica, dokku::Placement>> found;
    for (const auto& entry : dokku::AppState(host.environment, app).read()) {
        const auto names = [&](const std::string& name) {
            return name == entry.first.process_type || name == to_string(entry.first);
        };
        if (wanted.empty() || std::any_of(wanted.begin(), wanted.end(), names)) found.push_back(entry);
    }
    return found;
}

}

int checks_disable(Host& host, const Words& arguments) {
    host.log.header("Disabling zero downtime " + scope_text(arguments));
    return move_types(host, arguments, "disabled", "skipped");
}

int checks_skip(Host& host, const Words& arguments) {
    host.log.header("Skipping zero downtime " + scope_text(arguments));
    return move_types(host, arguments, "skipped", "disabled");
}

int checks_enable(Host& host, const Words& arguments) {
    const std::string& app = app_argument(host, arguments);
    host.log.header("Enabling zero downtime " + scope_text(arguments));
    for (const char* key : {"disabled", "skipped"}) {
        TypeList list(host, app, key);
        if (arguments.size() == 1) list.clear();
        for (const std::string& type : process_types(word(arguments, 1))) list.remove(type);
        list.store();
    }
    return 0;
}

int checks_run(Host& host, const Words& arguments) {
    const std::string& app = app_argument(host, arguments);
    const auto replicas = selected(host, app, util::split(word(arguments, 1), ','));
    if (replicas.empty() && arguments.size() > 1)
        throw util::Error("Invalid process type specified (" + app + "." + arguments[1] + ")");
    const TypeList disabled(host, app, "disabled");
    host.log.header("Running pre-flight checks");
    int failed = 0;
    for (const auto& [replica, placement] : replicas) {
        const std::string name = app + "." + to_string(replica);
        if (disabled.holds(replica.process_type)) {
            host.log.header("Zero downtime is disabled for app (" + name + "). Skipping checks");
            continue;
        }
        host.log.header("Running checks for app (" + name + ")");
        const std::string port = placement.port ? std::to_string(*placement.port) : "";
        const int status = host.plugins.trigger(
            "check-deploy", {app, placement.container_id, replica.process_type, port, placement.ip_address});
        if (status != 0) failed = status;
    }
    return failed;
}

}
