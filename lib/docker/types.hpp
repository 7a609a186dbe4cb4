#pragma once

#include "util/clock.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace docker {

using Labels = std::map<std::string, std::string>;

struct RestartPolicy {
    std::string name = "no";  ///< no, on-failure, always, unless-stopped
    int maximum_retries = 0;  ///< only with on-failure; 0: without limit
    bool operator==(const RestartPolicy&) const = default;
};

/// Empty if there is none of that name.
std::string label_of(const Labels& labels, const char* name);

struct ContainerState {
    std::string status{};  ///< created, running, paused, restarting, removing, exited, dead
    bool running = false;
    bool oom_killed = false;
    int exit_code = 0;         ///< 128 + signal when killed by one
    int pid = 0;               ///< of its first process, as the Engine sees it; 0 when not running
    std::string error{};       ///< why a start failed
    std::string started_at{};  ///< RFC 3339, "0001-..." before the first start
    std::string finished_at{};
};

/// How a container is attached to one network.
struct Attachment {
    std::string network;
    std::string ip_address{};  ///< empty while it does not run
};

/// How long the Engine waits between stop signal and SIGKILL where nobody says otherwise.
constexpr util::Seconds engines_grace{10};

/// One container as GET /containers/ID/json tells it.
struct Container {
    std::string id;
    std::string name{};   ///< without the leading slash
    std::string image{};  ///< as it was named at creation
    std::string image_id{};
    ContainerState state{};
    int restart_count = 0;
    std::vector<std::string> command{};  ///< what was executed: entrypoint and arguments
    Labels labels{};
    std::string network_mode{};
    std::vector<Attachment> networks{};
    RestartPolicy restart_policy{};
    std::string stop_signal{};                    ///< empty: SIGTERM
    std::optional<util::Seconds> stop_timeout{};  ///< of --stop-timeout
    std::int64_t memory_limit = 0;                ///< bytes; 0: none
    bool has_init = false;
    std::vector<std::string> exposed_ports{};  ///< "8080/tcp", sorted
    std::string document{};                    ///< the whole answer, JSON

    /// Its address on `network`; without a name on the default bridge, else on
    /// the first network that has one. Empty if there is none.
    std::string ip_address(const std::string& network = {}) const;
    /// Nothing if it has none or several.
    std::optional<std::string> only_address() const;
    /// Whether it has this address on any of its networks.
    bool owns_address(const std::string& address) const;
};

/// One container as a list tells it.
struct ContainerSummary {
    std::string id;
    std::string name;  ///< without the leading slash
    std::string image_id;
    std::string state;
    Labels labels;
    std::string command{};               ///< one line, as the Engine joins the words
    std::int64_t created = 0;            ///< seconds since the epoch
    std::vector<Attachment> networks{};  ///< as of a Container

    /// As ContainerState::running: also one that is paused, or between two starts.
    bool is_running() const;
    /// Whether it has this address on any of its networks.
    bool owns_address(const std::string& address) const;
};

/// What to create: made by run_options from docker run flags.
struct ContainerSpec {
    std::string name{};
    std::string platform{};
    std::string body{};  ///< JSON for POST /containers/create, restart policy included
    RestartPolicy restart_policy{};
    std::string network_mode{};  ///< "" or "default": the default bridge
    /// Networks beyond the first, which API versions below 1.44 connect after
    /// the creation: name and EndpointConfig JSON.
    std::map<std::string, std::string> further_networks{};
    std::vector<std::string> bind_sources{};     ///< absolute host paths of -v and bind mounts
    std::vector<std::string> published_ports{};  ///< container ports of -p: "80/tcp"
    bool has_fixed_host_port = false;            ///< an explicit host port in -p
    bool has_fixed_address = false;              ///< --ip or --ip6
    bool has_terminal = false;                   ///< --tty
    std::optional<util::Seconds> stop_timeout{};
    std::string id_file{};  ///< of --cidfile: gets the new container's id, must not exist
};

struct Image {
    std::string id;
    std::vector<std::string> tags{};
    std::vector<std::string> exposed_ports{};  ///< "8080/tcp", sorted as strings
    std::vector<std::string> entrypoint{};
    std::vector<std::string> command{};
    std::vector<std::string> environment{};  ///< NAME=value
    Labels labels{};
    std::string architecture{};
    std::string os{};
};

}
