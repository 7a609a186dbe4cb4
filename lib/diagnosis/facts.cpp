#include "diagnosis/facts.hpp"

#include "diagnosis/banners.hpp"
#include "diagnosis/programs.hpp"
#include "diagnosis/start_errors.hpp"
#include "health/attempt.hpp"
#include "health/reach.hpp"
#include "util/contains.hpp"
#include "util/text.hpp"

#include <algorithm>
#include <array>

namespace diagnosis {

namespace {

using health::Code;

constexpr std::size_t longest_fact = 300;
constexpr std::size_t shown_reply = 24;
constexpr std::size_t short_id = 12;
constexpr std::int64_t longest_deadline = 900;
constexpr std::int64_t mebibyte = 1 << 20;

/// What a server of another protocol may look like from outside.
constexpr std::array looks_of_other_protocol = {Code::reset, Code::no_answer, Code::bad_status};

std::string fact(std::string_view foreign) { return util::shown(foreign, longest_fact); }

/// "0.3 s", but never "0.0 s".
std::string shown_time(util::Milliseconds time) {
    const bool is_short = time < std::chrono::milliseconds(100) || time >= std::chrono::minutes(1);
    return is_short ? util::describe(time) : util::in_seconds(time) + " s";
}

std::string number(std::int64_t value) { return std::to_string(value); }

/// What a command stands behind to run in the image that failed. After a failed
/// deploy `run` of Dokku takes the new image, that of another host the old one.
std::string run_in_image(const Case& failure) {
    if (failure.serves) return failure.cli + " enter " + failure.app + " " + failure.process_type;
    if (failure.cli == "dokku") return "dokku run " + failure.app;
    if (failure.image_id.empty()) return {};
    return "docker run --rm -it " + failure.image_id.substr(failure.image_id.find(':') + 1, short_id);
}

/// Only if no word of it needs quotes: the app wrote it, and people paste it.
std::string check_command(const std::vector<std::string>& command) {
    const std::string text = fact(util::shell_command(command));
    const bool is_plain = text == util::join(command, " ");
    return is_plain && !text.empty() ? text : "COMMAND";
}

void add_case(const Case& failure, Values& values) {
    values["app"] = failure.app;
    values["type"] = failure.process_type;
    values["cli"] = failure.cli;
    values["image"] = fact(failure.image);
    values["run_in_image"] = run_in_image(failure);
    values["check_command"] = check_command(failure.verdict.evidence.command);
    values["label"] = label_of(failure);
    values["deadline_setting"] =
        failure.deadline_setting.empty()
            ? "scheduler-docker-api:set " + failure.app + " release-healthcheck-timeout"
            : failure.deadline_setting;
}

void add_ending(const health::Evidence& evidence, Values& values) {
    values["command"] = fact(util::shell_command(evidence.command));
    if (evidence.exit_code) values["exit_code"] = number(*evidence.exit_code);
    values["signal"] = evidence.signal.value_or("");
    if (evidence.run_time && evidence.run_time->count() > 0)
        values["run_time"] = shown_time(*evidence.run_time);
    if (evidence.memory_limit) {
        const std::int64_t limit = std::max<std::int64_t>(*evidence.memory_limit / mebibyte, 1);
        values["memory"] = number(limit) + " MiB";
        values["more_memory"] = number(2 * limit);
    }
    if (evidence.oom_kills)
        values["oom_kills"] = util::counted(static_cast<std::size_t>(*evidence.oom_kills), "time");
    if (evidence.restarts) values["restarts"] = number(*evidence.restarts);
    if (evidence.required_uptime) values["required_uptime"] = util::describe(*evidence.required_uptime);
    values["foreground"] = std::string(foreground_form(evidence.command));
    if (evidence.engine_error) {
        values["engine_error"] = essence(*evidence.engine_error);
        values["start_error"] = std::string(start_error(*evidence.engine_error).name);
    }
}

/// The listener that a wrong port is most likely to be meant by: one that can be reached.
const health::Socket* likeliest(const std::vector<health::Socket>& listeners) {
    const auto open = std::find_if(listeners.begin(), listeners.end(),
                                   [](const health::Socket& socket) { return !health::is_loopback(socket); });
    if (open != listeners.end()) return &*open;
    return listeners.empty() ? nullptr : &listeners.front();
}

void add_listeners(const health::Evidence& evidence, Values& values) {
    const auto& listeners = *evidence.listeners;
    values["listeners"] = listeners.empty() ? "nothing" : fact(health::to_string(listeners));
    if (const health::Socket* other = likeliest(listeners)) values["other_port"] = number(other->port);
    if (!evidence.endpoint) return;
    std::vector<health::Socket> own;
    std::copy_if(listeners.begin(), listeners.end(), std::back_inserter(own),
                 [&](const health::Socket& socket) { return socket.port == evidence.endpoint->port; });
    values["own_listeners"] = fact(health::to_string(own));
}

void add_endpoint(const health::Evidence& evidence, Values& values) {
    if (evidence.endpoint) {
        values["port"] = number(evidence.endpoint->port);
        values["address"] = evidence.endpoint->address;
    }
    if (evidence.listeners) add_listeners(evidence, values);
    values["waiting_for"] = fact(health::to_string(evidence.waiting_for));
    if (!evidence.deadline) return;
    values["deadline"] = util::describe(*evidence.deadline);
    const std::int64_t seconds = std::chrono::ceil<util::Seconds>(*evidence.deadline).count();
    if (seconds < longest_deadline)
        values["longer_deadline"] = number(std::clamp<std::int64_t>(2 * seconds, 60, longest_deadline));
}

void add_answer(const health::Evidence& evidence, Values& values) {
    if (evidence.http_status) values["status"] = number(*evidence.http_status);
    values["request"] = fact(evidence.request.value_or(""));
    const auto blank = values["request"].find(' ');
    values["path"] = blank == std::string::npos ? "the path" : values["request"].substr(blank + 1);
    values["location"] = fact(evidence.location.value_or(""));
    values["expected"] = fact(evidence.expected.value_or(""));
}

void add_protocol(const Protocol& protocol, Values& values) {
    values["protocol"] = std::string(protocol.name);
    values["endpoint_type"] = std::string(protocol.endpoint_type);
}

/// By what it said first, else by what it said to further questions.
void add_protocol(const health::Evidence& evidence, Values& values) {
    if (!evidence.first_bytes && evidence.replies.empty()) return;
    add_protocol(recognise(evidence.first_bytes.value_or("")), values);
    if (!values["protocol"].empty()) return;
    for (const health::Reply& reply : evidence.replies) {
        const Protocol protocol = recognise(reply);
        if (protocol.name.empty()) continue;
        values["reply"] = util::shown(reply.bytes, shown_reply) + " to a " + reply.question;
        return add_protocol(protocol, values);
    }
}

void add_server(const health::Evidence& evidence, Values& values) {
    const Server* server = server_in(evidence.command);
    if (server == nullptr) return;
    values["server"] = std::string(server->name);
    values["server_arguments"] = util::replace_all(std::string(server->arguments), "{port}", values["port"]);
    values["server_variable"] = fill(server->variable, values).value_or("");
}

void add_gunicorn(const health::Evidence& evidence, Values& values) {
    const auto timeout = option_of(words_of(evidence.command), {"-t", "--timeout"});
    values["gunicorn_timeout"] = fact(timeout.value_or(""));
    const auto seconds = util::parse_number(timeout.value_or("30"), 1, 3600).value_or(30);
    values["longer_gunicorn_timeout"] = number(std::max<std::int64_t>(120, 2 * seconds));
}

/// What the output tells; values that are measured stand.
void add_sighting(Facts& facts) {
    if (!facts.sighting) return;
    facts.values.insert(facts.sighting->found.begin(), facts.sighting->found.end());
    if (facts.sighting->signature->refines) facts.code = *facts.sighting->signature->refines;
}

}

std::string label_of(const Case& failure) {
    std::string label = fact(failure.container.empty() ? failure.process_type : failure.container);
    if (!failure.app.empty() && label.starts_with(failure.app + ".")) label.erase(0, failure.app.size() + 1);
    if (const auto suffix = label.find(".upcoming-"); suffix != std::string::npos) label.resize(suffix);
    return label.empty() ? "the container" : label;
}

std::optional<std::string> option_of(const std::vector<std::string>& command,
                                     const std::vector<std::string>& names) {
    for (std::size_t i = 0; i < command.size(); ++i) {
        for (const std::string& name : names) {
            if (command[i] == name && i + 1 < command.size()) return command[i + 1];
            if (command[i].starts_with(name + "=")) return command[i].substr(name.size() + 1);
        }
    }
    return {};
}

Facts make_facts(const Case& failure, const Signatures& signatures) {
    const health::Evidence& evidence = failure.verdict.evidence;
    Facts facts{failure, failure.verdict.code};
    for (const auto add : {add_ending, add_endpoint, add_answer, add_server, add_gunicorn})
        add(evidence, facts.values);
    add_protocol(evidence, facts.values);
    const bool speaks_another = !facts.values["protocol"].empty();
    if (speaks_another && util::contains(looks_of_other_protocol, facts.code)) facts.code = Code::not_http;
    add_case(failure, facts.values);
    const std::string command = util::join(evidence.command, " ");
    facts.sighting = sight(signatures, {facts.code, failure.last_output, command, facts.values});
    add_sighting(facts);
    return facts;
}

}
