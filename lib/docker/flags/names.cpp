#include "docker/flags/draft_json.hpp"
#include "docker/flags/topics.hpp"
#include "docker/flags/value.hpp"

#include "util/text.hpp"

#include <algorithm>
#include <array>

namespace docker::flags {

namespace {

/// HOST:ADDRESS or HOST=ADDRESS; the Engine knows only the first.
std::string extra_host(const std::string& value) {
    Pair parts = cut(value, value.find('=') == std::string::npos ? ':' : '=');
    if (!parts.has_value || parts.key.empty() || parts.key.find(':') != std::string::npos)
        expect("HOST:ADDRESS");
    if (parts.value.size() > 2 && parts.value.front() == '[' && parts.value.back() == ']')
        parts.value = parts.value.substr(1, parts.value.size() - 2);
    if (parts.value != "host-gateway") ip_address(parts.value);
    return parts.key + ":" + parts.value;
}

bool is_domain_label(const std::string& label) {
    const auto valid = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-'; };
    return !label.empty() && label.front() != '-' && label.back() != '-' &&
           std::all_of(label.begin(), label.end(), valid);
}

std::string search_domain(const std::string& value) {
    std::string domain(util::trim(value));
    if (domain == ".") return domain;
    if (domain.ends_with('.')) domain.pop_back();
    const auto is_letter = [](unsigned char c) { return std::isalpha(c) != 0; };
    const std::vector<std::string> labels = util::split(domain, '.');
    const bool valid = domain.size() < 255 && std::any_of(domain.begin(), domain.end(), is_letter) &&
                       std::all_of(labels.begin(), labels.end(), is_domain_label);
    if (!valid) expect("a domain name or .");
    return domain;
}

}

std::span<const Flag> name_flags() {
    static constexpr std::array table{
        Flag{"add-host", 0, Takes::value, append<extra_host>, "/HostConfig/ExtraHosts"},
        Flag{"dns", 0, Takes::value, append<ip_address>, "/HostConfig/Dns"},
        Flag{"dns-opt", 0, Takes::value, append<text>, "/HostConfig/DnsOptions"},
        Flag{"dns-option", 0, Takes::value, append<text>, "/HostConfig/DnsOptions"},
        Flag{"dns-search", 0, Takes::value, append<search_domain>, "/HostConfig/DnsSearch"},
    };
    return table;
}

}
