#include "docker/flags/value.hpp"

#include "util/text.hpp"

#include <arpa/inet.h>
#include <array>

namespace docker::flags {

namespace {

/// Of an IPv4 address written as an IPv6 one.
constexpr std::string_view mapped_prefix = "::ffff:";

/// Empty if `value` is no address of the family.
std::string usual_form(const std::string& value, int family) {
    std::array<unsigned char, sizeof(in6_addr)> bytes{};
    std::array<char, INET6_ADDRSTRLEN> form{};
    if (::inet_pton(family, value.c_str(), bytes.data()) != 1) return {};
    return ::inet_ntop(family, bytes.data(), form.data(), form.size()) == nullptr ? "" : form.data();
}

}

std::string ip_address(const std::string& value) {
    const std::string trimmed(util::trim(value));
    std::string form = usual_form(trimmed, AF_INET);
    if (form.empty()) form = usual_form(trimmed, AF_INET6);
    if (form.empty()) expect("an IP address");
    const bool mapped = form.starts_with(mapped_prefix) && form.find('.') != std::string::npos;
    return mapped ? form.substr(mapped_prefix.size()) : form;
}

std::string ipv4_address(const std::string& value) {
    std::string form = usual_form(std::string(util::trim(value)), AF_INET);
    if (form.empty()) expect("an IPv4 address");
    return form;
}

std::string ipv6_address(const std::string& value) {
    std::string form = usual_form(std::string(util::trim(value)), AF_INET6);
    if (form.empty()) expect("an IPv6 address");
    return form;
}

}
