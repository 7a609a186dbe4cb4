#include "host/ports.hpp"
#include "host/core/answers.hpp"

#include "dokku/names.hpp"
#include "util/json.hpp"

namespace host::core {

namespace {

nlohmann::json as_json(const std::vector<dokku::PortMapping>& mappings) {
    nlohmann::json list = nlohmann::json::array();
    for (const dokku::PortMapping& mapping : mappings)
        list.push_back({{"scheme", mapping.scheme},
                        {"host_port", mapping.host_port},
                        {"container_port", mapping.container_port}});
    return list;
}

}

int ports_get(Host& host, const Words& arguments) {
    dokku::verify_app_name(word(arguments, 0));
    const std::vector<dokku::PortMapping> mappings = port_map(host, word(arguments, 0));
    if (word(arguments, 1) == "json") {
        host.log.plain(util::json_text(as_json(mappings)));
        return 0;
    }
    for (const dokku::PortMapping& mapping : mappings) host.log.plain(to_string(mapping));
    return 0;
}

int domains_list(Host& host, const Words& arguments) {
    dokku::verify_app_name(word(arguments, 0));
    for (const std::string& domain : host.properties("domains").get_list(word(arguments, 0), "domains"))
        host.log.plain(domain);
    return 0;
}

}
