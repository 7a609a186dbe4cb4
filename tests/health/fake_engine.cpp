#include "fake_engine.hpp"

#include "util/error.hpp"
#include "util/json.hpp"

namespace {

using Json = nlohmann::json;

std::string inspection(const docker::Container& container) {
    Json networks = Json::object();
    for (const auto& attachment : container.networks)
        networks[attachment.network] = {{"IPAddress", attachment.ip_address}};
    std::vector<std::string> arguments;
    if (!container.command.empty()) arguments.assign(container.command.begin() + 1, container.command.end());
    const docker::ContainerState& state = container.state;
    return util::json_text(Json{{"Id", container.id},
                                {"Path", container.command.empty() ? "" : container.command.front()},
                                {"Args", arguments},
                                {"RestartCount", container.restart_count},
                                {"State",
                                 {{"Status", state.status},
                                  {"Running", state.running},
                                  {"OOMKilled", state.oom_killed},
                                  {"ExitCode", state.exit_code},
                                  {"Pid", state.pid},
                                  {"Error", state.error},
                                  {"StartedAt", state.started_at},
                                  {"FinishedAt", state.finished_at}}},
                                {"Config", {{"Tty", true}}},
                                {"HostConfig", {{"Memory", container.memory_limit}}},
                                {"NetworkSettings", {{"Networks", networks}}}});
}

std::string event(const std::string& action, int exit_code) {
    return util::json_text(
               Json{{"Type", "container"},
                    {"Action", action},
                    {"Actor",
                     {{"ID", FakeEngine::id}, {"Attributes", {{"exitCode", std::to_string(exit_code)}}}}}}) +
           "\n";
}

}

docker::Container running_container() {
    return {.id = FakeEngine::id,
            .state = {.status = "running", .running = true, .started_at = "2027-01-15T08:00:00Z"},
            .command = {"node", "server.js"}};
}

void FakeEngine::set(const docker::Container& container) {
    const std::lock_guard guard(mutex_);
    container_ = container;
}

void FakeEngine::remove() {
    const std::lock_guard guard(mutex_);
    container_.reset();
}

void FakeEngine::end(int exit_code, const std::string& action) {
    {
        const std::lock_guard guard(mutex_);
        container_->state.running = false;
        container_->state.status = "exited";
        container_->state.exit_code = exit_code;
    }
    push_event(event(action, exit_code));
}

void FakeEngine::set_log_line(const std::string& line) {
    const std::lock_guard guard(mutex_);
    log_line_ = line;
}

void FakeEngine::on_execute(std::function<Executed()> execute) {
    const std::lock_guard guard(mutex_);
    execute_ = std::move(execute);
}

void FakeEngine::push_event(const std::string& line) {
    const std::lock_guard guard(mutex_);
    events_.push_back(line);
    changed_.notify_all();
}

void FakeEngine::refuse_events() {
    const std::lock_guard guard(mutex_);
    events_refused_ = true;
}

void FakeEngine::break_events() {
    const std::lock_guard guard(mutex_);
    events_broken_ = true;
    changed_.notify_all();
}

int FakeEngine::subscriptions() const {
    const std::lock_guard guard(mutex_);
    return subscriptions_;
}

docker::Response FakeEngine::round_trip(const docker::Request& request, const docker::Patience&) {
    const std::lock_guard guard(mutex_);
    if (request.target == "/_ping") return {200, {{"api-version", "1.41"}}, "OK"};
    if (request.target.find("/exec") != std::string::npos) return answer_execution(request.target);
    if (!request.target.ends_with("/json")) return {500, {}, R"({"message":"not scripted"})"};
    if (!container_) return {404, {}, R"({"message":"No such container"})"};
    return {200, {}, inspection(*container_)};
}

docker::Response FakeEngine::answer_execution(const std::string& target) const {
    if (target.ends_with("/json")) {
        Json state = {{"Running", !executed_.exit_code}, {"ExitCode", nullptr}, {"Pid", executed_.pid}};
        if (executed_.exit_code) state["ExitCode"] = *executed_.exit_code;
        return {200, {}, util::json_text(state)};
    }
    if (!container_ || !container_->state.running)
        return {409, {}, R"({"message":"Container is not running"})"};
    return {201, {}, R"({"Id":"e"})"};
}

docker::Response FakeEngine::stream_execution(const docker::Patience& patience,
                                              const std::function<bool(std::string_view)>& on_data) {
    std::unique_lock lock(mutex_);
    const std::function<Executed()> execute = execute_;
    lock.unlock();
    Executed executed = execute();
    lock.lock();
    executed_ = std::move(executed);
    const auto size = static_cast<char>(executed_.output.size());
    on_data(std::string{1, 0, 0, 0, 0, 0, 0, size} + executed_.output);
    if (executed_.exit_code) return {200};
    changed_.wait(lock, patience.stop, [] { return false; });
    throw util::Interrupted();
}

docker::Response FakeEngine::stream(const docker::Request& request, const docker::Patience& patience,
                                    const std::function<bool(std::string_view)>& on_data) {
    if (request.target.find("/events") != std::string::npos) return stream_events(patience, on_data);
    if (request.target.find("/exec/") != std::string::npos) return stream_execution(patience, on_data);
    std::unique_lock lock(mutex_);
    const std::string line = log_line_;
    lock.unlock();
    on_data(line);
    return {200};
}

docker::Response FakeEngine::stream_events(const docker::Patience& patience,
                                           const std::function<bool(std::string_view)>& on_data) {
    std::unique_lock lock(mutex_);
    if (events_refused_) return {500, {}, R"({"message":"no events today"})"};
    events_broken_ = false;
    ++subscriptions_;
    lock.unlock();
    on_data("");
    for (lock.lock();; lock.lock()) {
        if (!changed_.wait(lock, patience.stop, [this] { return events_broken_ || !events_.empty(); }))
            return {200};
        if (events_broken_) throw docker::ConnectionError("the connection broke");
        const std::string line = events_.front();
        events_.pop_front();
        lock.unlock();
        if (!on_data(line)) return {200};
    }
}
