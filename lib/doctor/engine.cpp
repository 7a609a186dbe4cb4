#include "doctor/examinations.hpp"

#include "docker/engine.hpp"
#include "docker/error.hpp"
#include "docker/json.hpp"

#include <net/if.h>
#include <pwd.h>
#include <unistd.h>

namespace doctor {

namespace {

constexpr const char* area = "engine";

std::string user_name() {
    const passwd* entry = ::getpwuid(::geteuid());
    return entry == nullptr ? std::to_string(::geteuid()) : entry->pw_name;
}

/// Why nobody answers.
Finding unreachable(const Patient& patient, const std::string& error) {
    const docker::Endpoint endpoint = docker::parse_endpoint(patient.world.environment.docker_host);
    if (!endpoint.is_unix) return {area, Level::bad, error, "systemctl start docker"};
    if (::access(endpoint.address.c_str(), F_OK) != 0)
        return {area, Level::bad,
                "there is no socket " + endpoint.address + ": the Docker Engine does not run",
                "systemctl start docker"};
    if (::access(endpoint.address.c_str(), R_OK | W_OK) != 0)
        return {area, Level::bad, "user " + user_name() + " may not use " + endpoint.address,
                "usermod --append --groups docker " + user_name()};
    return {area, Level::bad, error, "systemctl restart docker"};
}

docker::json::Json ask(const Patient& patient, const std::string& wanted, const std::string& path) {
    return docker::json::parse_answer(
        patient.world.engine.call(
            {.wanted = wanted, .method = "GET", .path = path, .stop = patient.world.stop}),
        wanted);
}

std::string bridge_name(const docker::json::Json& network) {
    constexpr const char* option = "com.docker.network.bridge.name";
    const auto options = network.find("Options");
    return options != network.end() && options->is_object() ? options->value(option, "") : "";
}

void examine_bridge(const Patient& patient, Findings& findings) {
    try {
        const std::string name = bridge_name(ask(patient, "look at the default network", "/networks/bridge"));
        if (name.empty() || ::if_nametoindex(name.c_str()) != 0) return;
        findings.push_back(
            {area, Level::bad,
             "the interface " + name + " of the default network is gone: no container is reachable",
             "systemctl restart docker"});
    } catch (const docker::ApiError&) {
        findings.push_back(
            {area, Level::note,
             "it runs without a default bridge: apps need a network of their own (network:set)"});
    }
}

}

void examine_engine(const Patient& patient, Findings& findings) {
    try {
        const std::string version =
            ask(patient, "ask for the Engine's version", "/version").value("Version", "unknown");
        findings.push_back(
            {area, Level::good,
             "version " + version + ", API " + patient.world.engine.api_version(patient.world.stop)});
        examine_bridge(patient, findings);
    } catch (const docker::ConnectionError& error) {
        findings.push_back(unreachable(patient, error.what()));
    }
}

}
