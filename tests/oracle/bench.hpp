#pragma once

#include "docker/containers.hpp"
#include "docker/engine.hpp"
#include "util/file.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace oracle {

/// What became of one line on one side: the inspection of the container, which
/// is gone again, or why there is none.
struct Outcome {
    std::optional<std::string> inspection{};
    std::string refusal{};
};

/// The Engine of DOCKER_HOST with an image, networks, volumes and another
/// container for flags to name, and the files they name in the working directory,
/// /run/oracle/work. Both sides have the same environment and working directory.
/// Several lines may be tried at once. Throws util::Error.
class Bench {
public:
    Bench();
    Bench(const Bench&) = delete;
    Bench& operator=(const Bench&) = delete;

    /// `docker container create FLAGS IMAGE COMMAND` of the docker.io package.
    Outcome by_cli(const std::vector<std::string>& flags);
    /// parse_run_options and Containers::create.
    Outcome by_us(const std::vector<std::string>& flags);
    /// Both versions, in one line.
    std::string versions();

private:
    void prepare();
    Outcome outcome_of(const std::string& id);

    std::unique_ptr<docker::Transport> transport_;
    docker::Client client_;
    docker::Containers containers_;
};

}
