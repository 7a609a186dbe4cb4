#pragma once

#include "dokku/environment.hpp"
#include "dokku/healthchecks.hpp"
#include "dokku/labels.hpp"
#include "dokku/ports.hpp"
#include "dokku/settings.hpp"
#include "dokku/triggers.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace dokku {

/// How an image was built; decides how a process type is started in it.
enum class ImageKind { dockerfile, herokuish, buildpacks };

/// One process type as it should run.
struct ProcessType {
    std::string name;
    int scale = 0;
    std::size_t max_parallel = 0;        ///< of app.json's formation; 0: not set
    std::vector<std::string> command{};  ///< behind the image; empty: the image's own
};

/// What Dokku says should run. Made by load_app, which asks each question once,
/// independent ones side by side. What differs by container (the docker flags) is
/// asked by docker_flags.
struct App {
    std::string name;
    std::string image;  ///< repository:tag
    std::string image_tag;
    std::map<std::string, std::string> config{};  ///< global under the app's own
    std::vector<ProcessType> types{};             ///< scale order; those missing from the Procfile left out
    std::vector<std::string> skipped_types{};     ///< scaled, but missing from the Procfile
    std::vector<PortMapping> ports{};             ///< ports-get
    std::vector<PortMapping> explicit_ports{};    ///< property ports/APP/map
    std::vector<std::string> domains{};
    bool has_certificate = false;
    bool proxy_disabled = false;
    bool bind_all_interfaces = false;
    std::string initial_network{};
    std::vector<std::string> attach_post_create{};
    std::vector<std::string> global_flags{};  ///< DOKKU_GLOBAL_RUN_ARGS
    Settings settings{};
    Healthchecks healthchecks{};
    bool trace = false;
};

/// What of the image decides the questions and their order.
struct ImageFacts {
    ImageKind kind = ImageKind::dockerfile;
    std::vector<std::string> exposed_ports{};  ///< "8080/tcp"
    std::string vendor{};                      ///< label org.opencontainers.image.vendor
    std::string architecture{};                ///< amd64
};

/// repository:tag of the app's image, from the three deployed-app-* triggers.
/// `tag` is the deploy's argument and may be empty.
std::string deployed_image(Triggers& triggers, const std::string& app, const std::string& tag,
                           const std::stop_token& stop);

/// Throws util::Error for an answer that cannot be used, TriggerError for a failed trigger.
App load_app(const Environment& environment, Triggers& triggers, const std::string& app,
             const std::string& image, const ImageFacts& facts, const std::stop_token& stop);

/// choose_port() for the app's web process; nothing also where its proxy is disabled.
std::optional<ChosenPort> choose_web_port(const Environment& environment, const App& app,
                                          const ImageFacts& facts);

/// The value of PORT: `port`; for a web without an endpoint still the first TCP
/// port of its map, since the program has to listen somewhere; else empty.
std::string port_variable(const App& app, const Replica& replica, std::optional<int> port);

/// The docker run flags of each container, as words, in Dokku's order: those of
/// docker-args-deploy and docker-args-process-deploy, our labels, DYNO, PORT,
/// --init, -p of bind-all-interfaces, --platform. Throws util::Error for an answer
/// that cannot be read, TriggerError for a failed trigger.
std::vector<std::vector<std::string>> docker_flags(Triggers& triggers, const App& app,
                                                   const ImageFacts& facts,
                                                   const std::vector<Replica>& replicas,
                                                   std::optional<int> web_port, const std::stop_token& stop);

}
