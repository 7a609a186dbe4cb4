#include "docker/engine.hpp"

#include "util/error.hpp"

#include <doctest/doctest.h>

TEST_CASE("DOCKER_HOST names a socket or an address of this machine") {
    struct Row {
        const char* value;
        const char* address;
        bool is_unix;
    };
    const Row rows[] = {
        {"", "/var/run/docker.sock", true},
        {"unix://", "/var/run/docker.sock", true},
        {"unix:///run/user/1000/docker.sock", "/run/user/1000/docker.sock", true},
        {"tcp://127.0.0.1:2375", "127.0.0.1:2375", false},
        {"tcp://localhost", "127.0.0.1:2375", false},
        {"tcp://127.0.0.1:2375/", "127.0.0.1:2375", false},
        {" tcp://127.1.2.3:80 ", "127.1.2.3:80", false},
        {"tcp://[::1]:2375", "[::1]:2375", false},
    };
    for (const Row& row : rows) {
        CAPTURE(row.value);
        const docker::Endpoint endpoint = docker::parse_endpoint(row.value);
        CHECK(endpoint.address == row.address);
        CHECK(endpoint.is_unix == row.is_unix);
    }
}

TEST_CASE("what is no Engine of this machine is refused") {
    const std::string long_path = "unix:///" + std::string(200, 'x');
    for (const std::string value :
         {"tcp://192.0.2.1:2375", "tcp://8.8.8.8:2375", "ssh://user@host", "npipe:////./pipe/docker",
          "tcp://", "tcp://:2375", "tcp://127.0.0.1:0", "tcp://127.0.0.1:99999", "tcp://127.0.0.1:2375/path",
          "unix://relative", "/var/run/docker.sock", long_path.c_str()}) {
        CAPTURE(value);
        CHECK_THROWS_AS(docker::parse_endpoint(value), util::Error);
    }
}
