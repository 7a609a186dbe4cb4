#pragma once

#include "docker/client.hpp"
#include "docker/types.hpp"
#include "health/check.hpp"
#include "health/exit_watch.hpp"
#include "health/main_process.hpp"
#include "health/verdict.hpp"
#include "util/file.hpp"

#include <functional>

namespace health {

/// The container that is asked. It has been started.
struct Subject {
    std::string label;  ///< web.1, for messages
    std::string container_id;
    std::string ip_address{};                  ///< where the proxy would connect; empty: not known
    std::vector<std::string> exposed_ports{};  ///< of the image, for evidence
    bool host_network = false;
    /// With host networking: what listened before the container was started.
    std::vector<Socket> listeners_before{};
    /// After its start; nothing: check_container() asks the Engine itself.
    std::optional<docker::Container> inspected{};
    /// Of the container inspected; nothing: check_container() looks for it.
    std::optional<MainProcess> process{};
};

/// What checks use.
struct Surroundings {
    docker::Client& engine;
    util::Clock& clock;
    ExitWatch& exits;
    /// One line for the operator at once: "listens on 127.0.0.1:5000, waiting for 0.0.0.0 until 180 s".
    std::function<void(const std::string&)> notice;
    util::Path proc = "/proc";
    util::Path cgroups = "/sys/fs/cgroup";
};

/// Runs all checks of a container side by side. The first that fails and does
/// not only warn decides; all end at once when the container ends (EXITED,
/// EXITED_ZERO, KILLED, OOM_KILLED). Without checks: running at this moment.
/// Throws util::Interrupted when stopped, docker errors when the Engine fails.
Verdict check_container(const Subject& subject, const std::vector<Check>& checks,
                        const Surroundings& surroundings, const std::stop_token& stop);

/// As check_container() for each check alone: none ends another. One verdict a
/// check, in their order.
std::vector<Verdict> check_each(const Subject& subject, const std::vector<Check>& checks,
                                const Surroundings& surroundings, const std::stop_token& stop);

/// The verdict on a container that has ended; inspects it for the evidence.
Verdict exit_verdict(const Subject& subject, docker::Client& engine, const std::stop_token& stop = {});

/// All sockets that listen in this process's own network namespace (host networking).
std::vector<Socket> host_listeners();

}
