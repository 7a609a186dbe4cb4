#include "diagnosis/diagnosis.hpp"
#include "util/json.hpp"
#include "util/text.hpp"

namespace diagnosis {

namespace {

using OrderedJson = nlohmann::ordered_json;

constexpr std::size_t longest_output = 64U << 10U;

/// Foreign text: never a byte that is not UTF-8.
std::string kept_lines(const std::string& foreign) { return util::printable(foreign, util::Lines::keep); }

OrderedJson to_json(const health::Socket& socket) {
    return {{"address", socket.address}, {"port", socket.port}, {"family", socket.is_ipv6 ? "ipv6" : "ipv4"}};
}

OrderedJson to_json(const std::vector<health::Socket>& sockets) {
    OrderedJson list = OrderedJson::array();
    for (const health::Socket& socket : sockets) list.push_back(to_json(socket));
    return list;
}

OrderedJson to_json(const health::Reply& reply) {
    return {{"question", reply.question}, {"bytes", kept_lines(reply.bytes)}};
}

OrderedJson to_json(const std::vector<health::Reply>& replies) {
    OrderedJson list = OrderedJson::array();
    for (const health::Reply& reply : replies) list.push_back(to_json(reply));
    return list;
}

OrderedJson to_json(const std::string& text) { return kept_lines(text); }
OrderedJson to_json(util::Milliseconds time) { return static_cast<double>(time.count()) / 1000; }
OrderedJson to_json(int number) { return number; }
OrderedJson to_json(std::int64_t number) { return number; }

OrderedJson to_json(const std::vector<std::string>& texts) {
    OrderedJson list = OrderedJson::array();
    for (const std::string& text : texts) list.push_back(kept_lines(text));
    return list;
}

template <class Value>
void put(OrderedJson& object, const char* name, const std::optional<Value>& value) {
    if (value) object[name] = to_json(*value);
}

template <class Value>
void put(OrderedJson& object, const char* name, const std::vector<Value>& values) {
    if (!values.empty()) object[name] = to_json(values);
}

OrderedJson measured(const health::Evidence& evidence) {
    OrderedJson object = OrderedJson::object();
    put(object, "command", evidence.command);
    put(object, "exit_code", evidence.exit_code);
    put(object, "signal", evidence.signal);
    put(object, "memory_limit", evidence.memory_limit);
    put(object, "oom_kills", evidence.oom_kills);
    put(object, "run_time", evidence.run_time);
    put(object, "engine_error", evidence.engine_error);
    put(object, "endpoint", evidence.endpoint);
    put(object, "deadline", evidence.deadline);
    put(object, "listeners", evidence.listeners);
    put(object, "no_listeners_because", evidence.no_listeners_because);
    put(object, "waiting_for", evidence.waiting_for);
    put(object, "exposed_ports", evidence.exposed_ports);
    put(object, "transcript", evidence.transcript);
    put(object, "http_status", evidence.http_status);
    put(object, "first_bytes", evidence.first_bytes);
    put(object, "replies", evidence.replies);
    put(object, "restarts", evidence.restarts);
    put(object, "required_uptime", evidence.required_uptime);
    put(object, "request", evidence.request);
    put(object, "location", evidence.location);
    put(object, "expected", evidence.expected);
    put(object, "output", evidence.output);
    return object;
}

}

std::string to_json(const Case& failure, const Diagnosis& diagnosis) {
    const std::string& output = failure.last_output;
    const OrderedJson object{
        {"app", failure.app},
        {"process_type", failure.process_type},
        {"container", kept_lines(failure.container)},
        {"image", kept_lines(failure.image)},
        {"code", std::string(health::to_string(diagnosis.code))},
        {"check", kept_lines(failure.verdict.check)},
        {"headline", diagnosis.headline},
        {"evidence", measured(failure.verdict.evidence)},
        {"facts", to_json(diagnosis.evidence)},
        {"warnings", to_json(failure.verdict.warnings)},
        {"output", kept_lines(output.substr(output.size() - std::min(output.size(), longest_output)))},
        {"cause", diagnosis.cause},
        {"fix", to_json(diagnosis.fix)},
        {"avoid", to_json(diagnosis.avoid)},
    };
    return util::json_text(object);
}

}
