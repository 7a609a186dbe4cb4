#include "floor.hpp"

#include "bare_engine.hpp"
#include "util/json.hpp"
#include "util/parallel.hpp"
#include "util/process.hpp"
#include "util/text.hpp"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>
#include <algorithm>
#include <atomic>
#include <cstdio>
#include <stdexcept>
#include <thread>

namespace bench {

namespace {

using Json = nlohmann::json;
using Stopwatch = std::chrono::steady_clock;

/// As many starts at once as the plugin's default, as many other calls as its own.
constexpr std::size_t starts_at_once = 4;
constexpr std::size_t calls_at_once = 16;
constexpr int app_port = 5000;

Microseconds since(Stopwatch::time_point begin) {
    return std::chrono::duration_cast<Microseconds>(Stopwatch::now() - begin);
}

bool answers(const sockaddr_in& address) {
    static const std::string request = "GET / HTTP/1.1\r\nHost: app\r\nConnection: close\r\n\r\n";
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    char byte = 0;
    const bool answered =
        ::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 &&
        ::send(socket, request.data(), request.size(), MSG_NOSIGNAL) > 0 && ::read(socket, &byte, 1) == 1;
    ::close(socket);
    return answered;
}

std::string address_of(const std::string& inspected) {
    return util::parse_json(inspected)["NetworkSettings"]["IPAddress"].get<std::string>();
}

void docker(const std::vector<std::string>& arguments) {
    std::vector<std::string> words{"/usr/bin/docker"};
    words.insert(words.end(), arguments.begin(), arguments.end());
    const auto ended = util::run({.words = words});
    if (ended.status != 0) throw std::runtime_error(util::join(words, " ") + ": " + ended.error);
}

std::string docker_prints(const std::vector<std::string>& arguments) {
    std::vector<std::string> words{"/usr/bin/docker"};
    words.insert(words.end(), arguments.begin(), arguments.end());
    return std::string(util::trim(util::run({.words = words}).output));
}

/// Calls side by side, each worker on a connection of its own.
void side_by_side(std::size_t count, std::size_t at_once,
                  const std::function<void(BareEngine&, std::size_t)>& call) {
    std::atomic<std::size_t> next = 0;
    const std::size_t workers = std::min(count, at_once);
    util::parallel(workers, workers, {}, [&](std::size_t, const std::stop_token&) {
        BareEngine engine;
        for (std::size_t i = next++; i < count; i = next++) call(engine, i);
    });
}

/// So that several can be there at once.
std::string new_prefix() {
    static int count = 0;
    return "floor-" + std::to_string(++count) + ".";
}

void remove_all(const std::vector<std::string>& ids) {
    side_by_side(ids.size(), 2, [&](BareEngine& engine, std::size_t i) {
        engine.call("DELETE", "/containers/" + ids[i] + "?force=1&v=1");
    });
}

}

void await_answer(const std::string& address, int port) {
    sockaddr_in peer{.sin_family = AF_INET,
                     .sin_port = htons(static_cast<in_port_t>(port)),
                     .sin_addr = {},
                     .sin_zero = {}};
    ::inet_pton(AF_INET, address.c_str(), &peer.sin_addr);
    while (!answers(peer)) std::this_thread::sleep_for(std::chrono::milliseconds(1));
}

Floor::Floor(const std::string& like) : prefix_(new_prefix()) {
    const Json container = util::parse_json(BareEngine().call("GET", "/containers/" + like + "/json"));
    Json body = container["Config"];
    body.erase("Hostname");
    // The image's label says whose container it is, unless another value is given.
    body["Labels"] = {{"bench", "floor"}, {"com.dokku.app-name", "floor"}};
    body["HostConfig"] = container["HostConfig"];
    body["HostConfig"]["RestartPolicy"] = {{"Name", "no"}};
    create_body_ = util::json_text(body);
    image_ = container["Image"];
}

Floor::~Floor() {
    try {
        retire_all();
    } catch (const std::exception& error) {
        std::fprintf(stderr, "floor: %s\n", error.what());
    }
}

Microseconds Floor::deploy(int containers) {
    const std::string generation = std::to_string(++generation_);
    std::vector<std::string> ids(static_cast<std::size_t>(containers));
    old_ = std::exchange(serving_, {});
    const auto begin = Stopwatch::now();
    BareEngine events, engine;
    events.begin("/events?filters=%7B%22label%22%3A%7B%22bench%3Dfloor%22%3Atrue%7D%7D");
    engine.call("GET", "/images/" + image_ + "/json");
    engine.call("GET", "/containers/json?all=1&filters=%7B%22label%22%3A%7B%22bench%3Dfloor%22%3Atrue%7D%7D");
    std::vector<std::jthread> checks(ids.size());
    side_by_side(ids.size(), starts_at_once, [&](BareEngine& own, std::size_t i) {
        const std::string name = prefix_ + std::to_string(i) + ".upcoming-" + generation;
        ids[i] = util::parse_json(own.call("POST", "/containers/create?name=" + name, create_body_))["Id"];
        own.call("POST", "/containers/" + ids[i] + "/start");
        const std::string address = address_of(own.call("GET", "/containers/" + ids[i] + "/json"));
        checks[i] = std::jthread([address] { await_answer(address, app_port); });
    });
    checks.clear();
    const std::size_t old_count = old_.size();
    side_by_side(ids.size() + old_count, calls_at_once, [&](BareEngine& own, std::size_t i) {
        if (i < ids.size())
            own.call("POST", "/containers/" + ids[i] + "/update",
                     R"({"RestartPolicy":{"Name":"on-failure","MaximumRetryCount":10}})");
        else
            own.call("POST", "/containers/" + old_[i - ids.size()] + "/rename?name=" + prefix_ +
                                 std::to_string(i - ids.size()) + ".old-" + generation);
    });
    side_by_side(ids.size(), calls_at_once, [&](BareEngine& own, std::size_t i) {
        own.call("POST", "/containers/" + ids[i] + "/rename?name=" + prefix_ + std::to_string(i));
    });
    side_by_side(old_count, calls_at_once, [&](BareEngine& own, std::size_t i) {
        own.call("POST", "/containers/" + old_[i] + "/update", R"({"RestartPolicy":{"Name":"no"}})");
    });
    const Microseconds took = since(begin);
    serving_ = ids;
    return took;
}

void Floor::retire_old() { remove_all(std::exchange(old_, {})); }

void Floor::retire_all() {
    retire_old();
    remove_all(std::exchange(serving_, {}));
}

CommandLine::CommandLine(const std::string& like) {
    const Json container = util::parse_json(BareEngine().call("GET", "/containers/" + like + "/json"));
    image_ = container["Image"];
    command_ = container["Config"]["Cmd"].get<std::vector<std::string>>();
}

CommandLine::~CommandLine() {
    old_.insert(old_.end(), serving_.begin(), serving_.end());
    retire_old();
}

Microseconds CommandLine::deploy(int containers) {
    old_ = std::exchange(serving_, {});
    const auto begin = Stopwatch::now();
    docker({"image", "inspect", image_});
    for (int i = 0; i < containers; ++i) {
        const std::string name = "cli." + std::to_string(i);
        std::vector<std::string> create{"container",
                                        "create",
                                        "--init",
                                        "--name",
                                        name + ".upcoming",
                                        "--label",
                                        "com.dokku.app-name=cli",
                                        image_};
        create.insert(create.end(), command_.begin(), command_.end());
        const std::string id = docker_prints(create);
        docker({"container", "start", id});
        await_answer(docker_prints({"inspect", "--format", "{{.NetworkSettings.IPAddress}}", id}), app_port);
        docker({"container", "update", "--restart=on-failure:10", id});
        if (const auto at = static_cast<std::size_t>(i); at < old_.size()) {
            docker({"container", "rename", old_[at], name + ".old"});
            docker({"container", "update", "--restart=no", old_[at]});
        }
        docker({"container", "rename", id, name});
        serving_.push_back(id);
    }
    return since(begin);
}

void CommandLine::retire_old() { remove_all(std::exchange(old_, {})); }

}
