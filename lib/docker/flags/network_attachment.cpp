#include "docker/flags/network_attachment.hpp"

#include "docker/flags/value.hpp"
#include "util/contains.hpp"
#include "util/text.hpp"

#include <algorithm>
#include <array>

namespace docker::flags {

namespace {

void add_driver_option(NetworkAttachment& network, const std::string& value) {
    const Pair option = cut(value, '=');
    if (!option.has_value || option.key.empty()) expect("driver-opt=KEY=VALUE");
    network.driver_options[std::string(util::trim(option.key))] = util::trim(option.value);
}

struct AttachmentField {
    std::string_view name;
    void (*set)(NetworkAttachment& network, const std::string& value);
};

constexpr std::array attachment_fields{
    AttachmentField{"name", [](NetworkAttachment& n, const std::string& value) { n.target = value; }},
    AttachmentField{"alias",
                    [](NetworkAttachment& n, const std::string& value) { n.aliases.push_back(value); }},
    AttachmentField{"ip",
                    [](NetworkAttachment& n, const std::string& value) { n.ipv4 = ipv4_address(value); }},
    AttachmentField{"ip6",
                    [](NetworkAttachment& n, const std::string& value) { n.ipv6 = ipv6_address(value); }},
    AttachmentField{"mac-address", [](NetworkAttachment& n,
                                      const std::string& value) { n.mac_address = mac_address(value); }},
    AttachmentField{"link-local-ip",
                    [](NetworkAttachment& n, const std::string& value) {
                        n.link_local_addresses.push_back(ip_address(value));
                    }},
    AttachmentField{"driver-opt", add_driver_option},
    AttachmentField{"gw-priority", [](NetworkAttachment& n,
                                      const std::string& value) { n.gateway_priority = integer(value); }},
};

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

/// A name may hold "=", but then not between two letters.
bool has_fields(const std::string& value) {
    for (std::size_t i = 1; i + 1 < value.size(); ++i)
        if (value[i] == '=' && is_word(value[i - 1]) && is_word(value[i + 1])) return true;
    return false;
}

}

bool NetworkAttachment::is_user_defined() const {
    static constexpr std::array<std::string_view, 4> built_in = {"default", "bridge", "host", "none"};
    return !util::contains(built_in, target) && !target.starts_with("container:");
}

NetworkAttachment network_attachment(const std::string& value) {
    if (!has_fields(value)) return {.target = value};
    NetworkAttachment network;
    for (const std::string& text : csv(value)) {
        const Pair parts = cut(util::to_lower(text), '=');
        const auto* field = std::find_if(
            attachment_fields.begin(), attachment_fields.end(),
            [&](const AttachmentField& candidate) { return candidate.name == util::trim(parts.key); });
        if (!parts.has_value || field == attachment_fields.end())
            expect("name=, alias=, ip=, ip6=, mac-address=, link-local-ip=, driver-opt= or gw-priority=");
        field->set(network, std::string(util::trim(parts.value)));
    }
    if (network.target.empty()) expect("the network's name=");
    return network;
}

std::string mac_address(const std::string& value) {
    std::string digits;
    for (const char c : util::trim(value)) {
        if (std::isxdigit(static_cast<unsigned char>(c)) != 0) digits += c;
        else if (c != ':' && c != '-' && c != '.') expect("a MAC address such as 92:d0:c6:0a:29:33");
    }
    if (digits.size() != 12 && digits.size() != 16 && digits.size() != 40)
        expect("a MAC address such as 92:d0:c6:0a:29:33");
    return std::string(util::trim(value));
}

}
