#include "support/model_engine.hpp"

#include "docker/error.hpp"
#include "util/contains.hpp"
#include "util/json.hpp"
#include "util/text.hpp"

#include <algorithm>

#include <csignal>

namespace support {

namespace {

using docker::Response;
using nlohmann::json;

Response refusal(int status, const std::string& message) {
    return {.status = status, .body = util::json_text(json{{"message", message}})};
}

std::string decoded(const std::string& text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size()) {
            result += static_cast<char>(std::stoi(text.substr(i + 1, 2), nullptr, 16));
            i += 2;
        } else {
            result += text[i];
        }
    }
    return result;
}

std::string query_value(const std::string& target, const std::string& name) {
    const auto question = target.find('?');
    if (question == std::string::npos) return {};
    for (const std::string& part : util::split(target.substr(question + 1), '&'))
        if (part.starts_with(name + "=")) return decoded(part.substr(name.size() + 1));
    return {};
}

/// /v1.41/containers/ID/start: containers, ID, start.
std::vector<std::string> path_of(const std::string& target) {
    auto parts = util::split(target.substr(1, target.find('?') - 1), '/');
    if (!parts.empty() && parts[0].starts_with("v1.")) parts.erase(parts.begin());
    for (std::string& part : parts) part = decoded(part);
    parts.resize(3);
    return parts;
}

json networks_of(const ModelEngine::Container& container) {
    const std::string address = container.running ? container.address : "";
    return {{"Networks", {{"bridge", {{"IPAddress", address}}}}}};
}

std::string state_of(const ModelEngine::Container& container) {
    return container.running ? "running" : "exited";
}

bool matches(const ModelEngine::Container& container, const json& filters) {
    for (const auto& wanted : filters.value("label", json::array())) {
        const auto parts = util::split(wanted.get<std::string>(), '=');
        const auto found = container.labels.find(parts[0]);
        if (found == container.labels.end() || (parts.size() > 1 && found->second != parts[1])) return false;
    }
    const json states = filters.value("status", json::array());
    return states.empty() || util::contains(states, state_of(container));
}

bool is_rename(const docker::Request& request) {
    return request.target.find("/rename?") != std::string::npos;
}

}

Response ModelEngine::round_trip(const docker::Request& request, const docker::Patience&) {
    std::unique_lock lock(mutex_);
    const bool faulty =
        faulty_call_ == log_.size() || (fault_ == Fault::gone && faulty_call_ && *faulty_call_ < log_.size());
    log_.push_back(request.method + " " + request.target);
    if (!faulty) {
        auto response = answer(request);
        if (is_rename(request)) let_events_be_heard(lock);
        return response;
    }
    if (fault_ == Fault::refused) return refusal(500, "the model refuses");
    if (fault_ == Fault::unanswered) answer(request);
    throw docker::ConnectionError("the model broke off");
}

/// So that what follows a container's end does not depend on how threads are scheduled.
void ModelEngine::let_events_be_heard(std::unique_lock<std::mutex>& lock) {
    happened_.wait(lock, [this] {
        return std::all_of(heard_.begin(), heard_.end(),
                           [this](std::size_t heard) { return heard == events_.size(); });
    });
}

Response ModelEngine::stream(const docker::Request& request, const docker::Patience& patience,
                             const std::function<bool(std::string_view)>& on_data) {
    if (request.target.find("/events") == std::string::npos) {
        {
            const std::lock_guard guard(mutex_);
            log_.push_back(request.method + " " + request.target);
        }
        on_data("");
        return {.status = 200};
    }
    std::unique_lock lock(mutex_);
    const auto heard = heard_.insert(heard_.end(), events_.size());
    lock.unlock();
    bool goes_on = on_data("");
    lock.lock();
    while (goes_on && happened_.wait(lock, patience.stop, [&] { return events_.size() > *heard; })) {
        const std::string event = events_[*heard];
        lock.unlock();
        goes_on = on_data(event);
        lock.lock();
        ++*heard;
        happened_.notify_all();
    }
    heard_.erase(heard);
    happened_.notify_all();
    return {.status = 200};
}

void ModelEngine::fail_call(std::size_t number, Fault fault) {
    const std::lock_guard guard(mutex_);
    log_.clear();
    faulty_call_ = number;
    fault_ = fault;
}

void ModelEngine::heal() {
    const std::lock_guard guard(mutex_);
    log_.clear();
    faulty_call_.reset();
}

std::size_t ModelEngine::calls() const { return log().size(); }

std::vector<std::string> ModelEngine::log() const {
    const std::lock_guard guard(mutex_);
    return log_;
}

std::vector<ModelEngine::Container> ModelEngine::containers() const {
    const std::lock_guard guard(mutex_);
    std::vector<Container> all;
    for (const auto& [id, container] : containers_) all.push_back(container);
    return all;
}

std::optional<ModelEngine::Container> ModelEngine::find(const std::string& id_or_name) const {
    for (const Container& container : containers())
        if (container.id == id_or_name || container.name == id_or_name) return container;
    return {};
}

void ModelEngine::move(const std::string& id_or_name, const std::string& address) {
    const std::lock_guard guard(mutex_);
    if (Container* container = lookup(id_or_name)) container->address = address;
}

void ModelEngine::restart() {
    const std::lock_guard guard(mutex_);
    for (auto& [id, container] : containers_) {
        if (!container.running) continue;
        end(container, 0);
        container.finished_at = "2026-01-01T23:59:59Z";
        container.address = "172.17.1." + std::to_string(++next_);
        container.running = container.policy == "always";
    }
    began_at_ = "2026-01-02T00:00:00Z";
}

Response ModelEngine::answer(const docker::Request& request) {
    const auto path = path_of(request.target);
    if (path[0] == "_ping") return {.status = 200, .headers = {{"api-version", "1.41"}}, .body = "OK"};
    if (path[0] == "images")
        return {.status = 200,
                .body = util::json_text(json{
                    {"Id", "sha256:" + path[1]}, {"RepoTags", json::array()}, {"Config", json::object()}})};
    if (path[0] == "networks")
        return {.status = 200, .body = util::json_text(json{{"Name", path[1]}, {"Created", began_at_}})};
    if (path[0] == "containers" && path[1] == "json") return {.status = 200, .body = list(request)};
    if (path[0] == "containers" && path[1] == "create") return create(request);
    if (path[0] == "containers") return answer_container(request.method, path[1], path[2], request);
    return refusal(404, "no such route " + request.target);
}

Response ModelEngine::answer_container(const std::string& method, const std::string& id,
                                       const std::string& action, const docker::Request& request) {
    Container* container = lookup(id);
    if (container == nullptr) return refusal(404, "No such container: " + id);
    if (method == "DELETE") {
        containers_.erase(container->id);
        return {.status = 204};
    }
    if (action == "json") return {.status = 200, .body = inspection(*container)};
    if (action == "start") return start(*container);
    if (action == "stop" || action == "kill") {
        if (!container->running)
            return action == "stop" ? Response{.status = 304} : refusal(409, "is not running");
        const bool by_force = action == "stop" || query_value(request.target, "signal") == "SIGKILL";
        const bool stubborn = ignores_signals && ignores_signals(*container);
        if (!stubborn || by_force) end(*container, stubborn ? 128 + SIGKILL : 0);
        if (vanishes_when_stopped && vanishes_when_stopped(*container)) containers_.erase(container->id);
        return {.status = 204};
    }
    if (action == "rename") {
        const std::string name = query_value(request.target, "name");
        if (lookup(name) != nullptr) return refusal(409, "the name is in use");
        container->name = name;
        if (exits_at_rename && container->running)
            if (const auto code = exits_at_rename(*container)) end(*container, *code);
        return {.status = 204};
    }
    if (action == "update") {
        const auto code = exits_before_update ? exits_before_update(*container) : std::nullopt;
        if (code && container->running) {
            container->running = false;
            container->exit_code = *code;
            return refusal(500, "cannot update a stopped container");
        }
        container->policy = util::parse_json(request.body)["RestartPolicy"].value("Name", "no");
        return {.status = 200, .body = "{}"};
    }
    return refusal(404, "no such action " + action);
}

Response ModelEngine::create(const docker::Request& request) {
    const std::string name = query_value(request.target, "name");
    if (lookup(name) != nullptr) return refusal(409, "the name is in use");
    const json body = util::parse_json(request.body);
    Container container;
    container.id = std::string(60, '0') + std::to_string(1000 + next_);
    container.name = name;
    container.image = body.value("Image", "");
    container.labels = body.value("Labels", std::map<std::string, std::string>{});
    container.policy = body["HostConfig"].value("RestartPolicy", json::object()).value("Name", "no");
    container.address = "172.17.0." + std::to_string(next_ + 1);
    ++next_;
    const std::string id = container.id;
    containers_[id] = std::move(container);
    return {.status = 201, .body = util::json_text(json{{"Id", id}, {"Warnings", json::array()}})};
}

Response ModelEngine::start(Container& container) {
    if (container.running) return {.status = 304};
    container.running = container.ever_started = true;
    if (exits_at_start)
        if (const auto code = exits_at_start(container)) end(container, *code);
    return {.status = 204};
}

void ModelEngine::end(Container& container, int exit_code) {
    container.running = false;
    container.exit_code = exit_code;
    json attributes = container.labels;
    attributes["exitCode"] = std::to_string(exit_code);
    events_.push_back(util::json_text(json{{"Type", "container"},
                                           {"Action", "die"},
                                           {"id", container.id},
                                           {"Actor", {{"ID", container.id}, {"Attributes", attributes}}}}) +
                      "\n");
    happened_.notify_all();
}

std::string ModelEngine::inspection(const Container& container) const {
    const char* status = container.running ? "running" : container.ever_started ? "exited" : "created";
    return util::json_text(
        json{{"Id", container.id},
             {"Name", "/" + container.name},
             {"Image", "sha256:" + container.image},
             {"Path", "/app"},
             {"Args", json::array()},
             {"State",
              {{"Status", status},
               {"Running", container.running},
               {"ExitCode", container.exit_code},
               {"Pid", 1},
               {"StartedAt", "2026-01-01T00:00:00Z"},
               {"FinishedAt", container.finished_at}}},
             {"Config", {{"Image", container.image}, {"Labels", container.labels}}},
             {"HostConfig", {{"NetworkMode", "default"}, {"RestartPolicy", {{"Name", container.policy}}}}},
             {"NetworkSettings", networks_of(container)}});
}

std::string ModelEngine::list(const docker::Request& request) const {
    const std::string text = query_value(request.target, "filters");
    const json filters = text.empty() ? json::object() : util::parse_json(text);
    json all = json::array();
    for (const auto& [id, container] : containers_)
        if (matches(container, filters))
            all.push_back({{"Id", id},
                           {"Names", {"/" + container.name}},
                           {"ImageID", "sha256:" + container.image},
                           {"State", state_of(container)},
                           {"Labels", container.labels},
                           {"NetworkSettings", networks_of(container)}});
    return util::json_text(all);
}

ModelEngine::Container* ModelEngine::lookup(const std::string& id_or_name) {
    for (auto& [id, container] : containers_)
        if (id == id_or_name || container.name == id_or_name) return &container;
    return nullptr;
}

}
