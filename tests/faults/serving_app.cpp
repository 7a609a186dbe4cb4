#include "faults/serving_app.hpp"

#include "util/text.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <thread>

namespace faults {

using namespace std::chrono_literals;

namespace {

using e2e::host;

util::Path data() { return host().root() / "data" / "scheduler-docker-api"; }

bool share_a_container(const std::map<std::string, std::string>& a,
                       const std::map<std::string, std::string>& b) {
    return std::any_of(a.begin(), a.end(), [&](const auto& entry) {
        const auto other = b.find(entry.first);
        return other != b.end() && other->second == entry.second;
    });
}

/// The Engine may have created one whose id nobody heard.
std::string id_of(const std::string& name) {
    return std::string(util::trim(
        e2e::docker({"ps", "--all", "--quiet", "--no-trunc", "--filter", "name=^/" + name + "$"})));
}

std::string address_of(const std::string& id) { return e2e::inspect(id, "{{.NetworkSettings.IPAddress}}"); }

std::string address_in_file(const std::string& app, const std::string& replica) {
    return std::string(
        util::trim(util::read_file(host().root() / "apps" / app / ("IP." + replica)).value_or("")));
}

std::string half_written_files() {
    return util::run({.words = {"find", host().root().string(), "-name", "*.writing-*"}}).output;
}

}

ServingApp::ServingApp(const std::string& name, int webs, int workers)
    : TestApp(name), size_(static_cast<std::size_t>(webs + workers)) {
    host().must({"ps:scale", name, "web=" + std::to_string(webs), "worker=" + std::to_string(workers)});
    host().must({"config:set", "--no-restart", name, "DOKKU_DEFAULT_CHECKS_WAIT=0"});
    must_push({{"web", "--text=here"}, {"worker", "--idle"}});
}

util::Ended ServingApp::deploy(const std::map<std::string, std::string>& environment) const {
    return run_trigger("scheduler-deploy", {"docker-api", name(), "latest"}, environment);
}

/// Who is excused is asked first: a retired one loses its record as soon as it is gone.
std::set<std::string> ServingApp::left_over() const {
    std::set<std::string> excused;
    for (const auto& [replica, id] : serving()) excused.insert(id);
    for (const std::string& id_or_name : util::list_directory(data() / ".retiring"))
        excused.insert({id_or_name, id_of(id_or_name)});
    const std::string failure = util::read_file(data() / name() / "last-failure.json").value_or("");
    for (const char* state : {"exited", "created"})
        for (const std::string& id : containers(state))
            if (failure.find(id) != std::string::npos) excused.insert(id);
    std::set<std::string> left;
    for (const std::string& id : containers())
        if (!excused.contains(id)) left.insert(id);
    return left;
}

void ServingApp::check_one_release(const std::map<std::string, std::string>& before) const {
    const auto now = serving();
    CHECK(now.size() == size_);
    CHECK((now == before || !share_a_container(now, before)));
    for (const auto& [replica, id] : now) {
        CHECK_MESSAGE(e2e::inspect(id, "{{.State.Running}}") == "true", replica);
        CHECK_MESSAGE(address_of(id) == address_in_file(name(), replica), replica);
    }
    // A retired one that is being removed is in no list for a moment.
    e2e::becomes_true([this] { return left_over().empty(); }, 60s);
    for (const std::string& id : left_over())
        CHECK_MESSAGE(false, e2e::docker({"ps", "--all", "--filter", "id=" + id}));
    CHECK(half_written_files().empty());
}

util::Ended run_trigger(const std::string& trigger, const std::vector<std::string>& arguments,
                        const std::map<std::string, std::string>& environment) {
    std::vector<std::string> words{host().hookrun().string(), "plugin:trigger", trigger};
    words.insert(words.end(), arguments.begin(), arguments.end());
    return util::run({.words = words, .environment = environment});
}

}
