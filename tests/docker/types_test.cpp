#include "docker/types_json.hpp"

#include "util/json.hpp"

#include <doctest/doctest.h>

namespace {

docker::Container container(const std::string& text) {
    return docker::container_from(util::parse_json(text), text);
}

}

TEST_CASE("an inspection is read") {
    const std::string text =
        R"({"Id":"abc","Name":"/app.web.1","Image":"sha256:1","RestartCount":2,"Path":"/bin/sh",
        "Args":["-c","x"],"State":{"Status":"running","Running":true,"OOMKilled":true,"ExitCode":3,"Pid":77,
        "Error":"why","StartedAt":"2026-01-01T00:00:00Z","FinishedAt":"0001-01-01T00:00:00Z"},
        "Config":{"Image":"app:1","Labels":{"l":"v"},"StopSignal":"SIGQUIT","StopTimeout":9,
        "ExposedPorts":{"80/tcp":{},"443/tcp":{}}},
        "HostConfig":{"NetworkMode":"default","Memory":1000,"Init":true,
        "RestartPolicy":{"Name":"on-failure","MaximumRetryCount":10}},
        "NetworkSettings":{"Networks":{"bridge":{"IPAddress":"172.17.0.2"},"own":{"IPAddress":"10.0.0.2"}}}})";
    const docker::Container read = container(text);

    CHECK(read.id == "abc");
    CHECK(read.name == "app.web.1");
    CHECK(read.image == "app:1");
    CHECK(read.image_id == "sha256:1");
    CHECK(read.restart_count == 2);
    CHECK(read.command == std::vector<std::string>{"/bin/sh", "-c", "x"});
    CHECK(read.state.status == "running");
    CHECK(read.state.running);
    CHECK(read.state.oom_killed);
    CHECK(read.state.exit_code == 3);
    CHECK(read.state.pid == 77);
    CHECK(read.state.error == "why");
    CHECK(read.labels == docker::Labels{{"l", "v"}});
    CHECK(read.stop_signal == "SIGQUIT");
    CHECK(read.stop_timeout == util::Seconds(9));
    CHECK(read.exposed_ports == std::vector<std::string>{"443/tcp", "80/tcp"});
    CHECK(read.memory_limit == 1000);
    CHECK(read.has_init);
    CHECK(read.restart_policy == docker::RestartPolicy{"on-failure", 10});
    CHECK(read.document == text);
    CHECK(read.ip_address() == "172.17.0.2");
    CHECK(read.ip_address("own") == "10.0.0.2");
    CHECK(read.ip_address("none").empty());
}

TEST_CASE("an inspection of another shape than expected is read as empty") {
    for (
        const std::string text :
        {"{}", "[]", "7", "null", R"({"Id":7,"Config":"x","State":[],"HostConfig":{"Memory":1.5e300}})",
         R"({"Config":{"StopTimeout":"1","Labels":{"a":1},"ExposedPorts":["80"]},"Args":{"a":1}})",
         R"({"State":{"ExitCode":99999999999999999999,"Pid":9999999999},"NetworkSettings":{"Networks":[1]}})"}) {
        CAPTURE(text);
        const docker::Container read = container(text);
        CHECK(read.id.empty());
        CHECK(read.state.exit_code == 0);
        CHECK(read.state.pid == 0);
        CHECK(read.labels.empty());
        CHECK_FALSE(read.stop_timeout);
        CHECK(read.restart_policy.name == "no");
        CHECK(read.ip_address().empty());
    }
}

TEST_CASE("addresses") {
    SUBCASE("without the default bridge it is that of the first network that has one") {
        CHECK(container(R"({"State":{"Running":true},"NetworkSettings":{"Networks":{"a":{"IPAddress":""},
                            "b":{"IPAddress":"10.0.0.1"},"c":{"IPAddress":"10.0.0.2"}}}})")
                  .ip_address() == "10.0.0.1");
    }
    SUBCASE("that of a container that does not run may be another's by now") {
        CHECK(container(R"({"State":{"Running":false},"NetworkSettings":{"Networks":{"bridge":
                            {"IPAddress":"172.17.0.2"}}}})")
                  .ip_address()
                  .empty());
    }
}

TEST_CASE("an answer that is no JSON says what was wanted") {
    CHECK_THROWS_WITH(docker::json::parse_answer("x", "do it"),
                      "cannot do it: the Engine's answer is not the JSON it should be");
}
