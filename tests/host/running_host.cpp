#include "running_host.hpp"

#include "util/text.hpp"
#include "util/unique_fd.hpp"

#include <doctest/doctest.h>

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>
#include <array>
#include <cstdlib>
#include <random>

namespace {

sockaddr_in local_address(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    return address;
}

/// Below those that the kernel gives to outgoing connections.
int free_port() {
    std::random_device random;
    std::uniform_int_distribution<int> port(10000, 32000);
    for (int tries = 0; tries < 100; ++tries) {
        const util::UniqueFd socket(::socket(AF_INET, SOCK_STREAM, 0));
        sockaddr_in address = local_address(port(random));
        if (::bind(socket.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) == 0)
            return ntohs(address.sin_port);
    }
    FAIL("no free port");
    return 0;
}

std::string program() {
    const char* path = std::getenv("HOOKRUN_PROGRAM");
    REQUIRE_MESSAGE(path != nullptr, "HOOKRUN_PROGRAM names the program to test");
    return path;
}

}

RunningHost::RunningHost()
    : environment_{{"HOOKRUN_ROOT", root()},
                   {"HOOKRUN_PORT", std::to_string(free_port())},
                   {"HOOKRUN_USER", "root"},
                   {"DOCKER_HOST", "unix:///no/such/socket"},
                   {"DOKKU_QUIET_OUTPUT", ""}} {
    must({"setup"});
}

RunningHost::~RunningHost() { run({"proxy:stop"}); }

util::Ended RunningHost::run(const std::vector<std::string>& words, const std::string& input) const {
    std::vector<std::string> command{program()};
    command.insert(command.end(), words.begin(), words.end());
    return util::run({.words = command, .environment = environment_, .input = input});
}

std::string RunningHost::must(const std::vector<std::string>& words) const {
    const util::Ended ended = run(words);
    REQUIRE_MESSAGE(ended.status == 0, util::join(words, " "), ": ", ended.output, ended.error);
    return ended.output;
}

std::string RunningHost::ask(const std::vector<std::string>& trigger) const {
    std::vector<std::string> words{"plugin:trigger"};
    words.insert(words.end(), trigger.begin(), trigger.end());
    return must(words);
}

void RunningHost::add_hook(const std::string& plugin, const std::string& trigger,
                           const std::string& script) const {
    util::write_file(root() / "plugins" / "enabled" / plugin / trigger, "#!/bin/sh\n" + script + "\n", 0755);
}

std::string RunningHost::fetch(const std::string& host_name) const {
    const util::UniqueFd socket(::socket(AF_INET, SOCK_STREAM, 0));
    sockaddr_in address = local_address(std::stoi(environment_.at("HOOKRUN_PORT")));
    REQUIRE(::connect(socket.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    const std::string request = "GET / HTTP/1.0\r\nHost: " + host_name + "\r\n\r\n";
    REQUIRE(::send(socket.get(), request.data(), request.size(), 0) == static_cast<ssize_t>(request.size()));
    std::string answer;
    std::array<char, 4096> buffer{};
    for (ssize_t got = 0; (got = ::recv(socket.get(), buffer.data(), buffer.size(), 0)) > 0;)
        answer.append(buffer.data(), static_cast<std::size_t>(got));
    return answer.substr(std::min(answer.size(), answer.find("\r\n\r\n") + 4));
}
