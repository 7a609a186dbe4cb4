#include "docker/engine.hpp"

#include "util/error.hpp"
#include "util/text.hpp"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <netdb.h>
#include <sys/un.h>
#include <algorithm>
#include <array>
#include <memory>
#include <vector>

namespace docker {

namespace {

constexpr const char* usual_socket = "/var/run/docker.sock";
constexpr const char* usual_port = "2375";

[[noreturn]] void refuse(const std::string& docker_host, const std::string& reason) {
    throw util::Error("DOCKER_HOST is '" + util::shown(docker_host, 200) + "': " + reason);
}

std::string numeric(const sockaddr* address) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    const void* bytes = nullptr;
    if (address->sa_family == AF_INET) bytes = &reinterpret_cast<const sockaddr_in*>(address)->sin_addr;
    if (address->sa_family == AF_INET6) bytes = &reinterpret_cast<const sockaddr_in6*>(address)->sin6_addr;
    if (bytes == nullptr) return {};
    return ::inet_ntop(address->sa_family, bytes, text.data(), text.size()) == nullptr ? "" : text.data();
}

bool is_loopback(const std::string& address) { return address.starts_with("127.") || address == "::1"; }

bool is_ours(const std::string& address) {
    ifaddrs* list = nullptr;
    if (::getifaddrs(&list) != 0) return false;
    const std::unique_ptr<ifaddrs, decltype(&::freeifaddrs)> owner(list, &::freeifaddrs);
    for (const ifaddrs* entry = list; entry != nullptr; entry = entry->ifa_next)
        if (entry->ifa_addr != nullptr && numeric(entry->ifa_addr) == address) return true;
    return false;
}

/// IPv4 first: that is what Engines listen on.
std::vector<std::string> resolve(const std::string& host) {
    std::vector<std::string> addresses;
    for (const int family : {AF_INET, AF_INET6}) {
        addrinfo hints{};
        hints.ai_family = family;
        hints.ai_socktype = SOCK_STREAM;
        addrinfo* list = nullptr;
        if (::getaddrinfo(host.c_str(), nullptr, &hints, &list) != 0) continue;
        const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> owner(list, &::freeaddrinfo);
        for (const addrinfo* entry = list; entry != nullptr; entry = entry->ai_next)
            addresses.push_back(numeric(entry->ai_addr));
    }
    return addresses;
}

Endpoint parse_unix(const std::string& docker_host, const std::string& path) {
    if (path.empty()) return {usual_socket, true};
    if (!path.starts_with('/')) refuse(docker_host, "the path of a socket has to begin with /");
    if (path.size() >= sizeof(sockaddr_un::sun_path))
        refuse(docker_host, "the path is too long for a socket");
    return {path, true};
}

/// "host", "host:port", "[::1]:port", "::1" do all occur.
std::pair<std::string, std::string> split_host_port(const std::string& text) {
    const auto bracket = text.find(']');
    const bool bracketed = text.starts_with('[') && bracket != std::string::npos;
    if (!bracketed && std::count(text.begin(), text.end(), ':') > 1) return {text, usual_port};
    const auto colon = text.find(':', bracketed ? bracket : 0);
    const std::string host = bracketed ? text.substr(1, bracket - 1) : text.substr(0, colon);
    return {host, colon == std::string::npos ? usual_port : text.substr(colon + 1)};
}

Endpoint parse_tcp(const std::string& docker_host, std::string address) {
    while (address.ends_with('/')) address.pop_back();
    const auto [host, port] = split_host_port(address);
    if (host.empty() || !util::parse_number(port, 1, 65535))
        refuse(docker_host, "expected tcp://ADDRESS:PORT");
    const std::vector<std::string> addresses = resolve(host);
    if (addresses.empty()) refuse(docker_host, "there is no address for " + host);
    for (const std::string& candidate : addresses) {
        if (!is_loopback(candidate) && !is_ours(candidate)) continue;
        const bool six = candidate.find(':') != std::string::npos;
        return {(six ? "[" + candidate + "]" : candidate) + ":" + port, false};
    }
    refuse(docker_host, "that is another machine, whose containers cannot be reached from here");
}

}

Endpoint parse_endpoint(const std::string& docker_host) {
    const std::string text(util::trim(docker_host));
    const auto separator = text.find("://");
    const std::string scheme = separator == std::string::npos ? "" : text.substr(0, separator);
    const std::string rest = separator == std::string::npos ? text : text.substr(separator + 3);
    if (text.empty() || scheme == "unix") return parse_unix(text, rest);
    if (scheme == "tcp") return parse_tcp(text, rest);
    refuse(text, "expected unix://PATH or tcp://ADDRESS:PORT");
}

}
