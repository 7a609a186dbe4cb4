#include "diagnosis/evidence.hpp"

#include "health/attempt.hpp"
#include "util/text.hpp"

#include <array>

namespace diagnosis {

namespace {

constexpr std::size_t longest_quote = 500;
constexpr std::size_t most_output_lines = 8;
constexpr std::size_t shown_bytes = 100;

/// Phrases over the values of a case; those whose values are missing are left out.
constexpr std::array phrases = {
    "check: {check}",
    "command: {command}",
    "exit code: {exit_code}[ ({signal})]",
    "ran for: {run_time}",
    "memory limit: {memory}",
    "killed by the memory limit: {oom_kills}",
    "restarts: {restarts}",
    "Docker Engine: {engine_error}",
    "expected at: {endpoint}",
    "listens on: {listeners}",
    "sockets: not to be had, {no_listeners_because}",
    "connecting to: {waiting_for}",
    "image exposes: {exposed}",
    "request: {request}[, status {status}]",
    "redirects to: {location}",
    "expected content: {expected}",
    "first bytes: {first_bytes}",
    "body: {body}",
    "answered: {reply}",
    "attempts: {transcript}",
    "time allowed: {deadline}",
    "Gunicorn's --timeout: {gunicorn_timeout} s",
    "output says: {sighting}",
};

std::string quote(std::string_view foreign) { return util::shown(foreign, longest_quote); }

/// Of an HTTP answer the body tells more than the head, whose status is known.
void add_first_bytes(std::string_view bytes, Values& values) {
    const auto end_of_head = bytes.find("\r\n\r\n");
    const bool has_body = bytes.starts_with("HTTP/1.") && end_of_head != std::string_view::npos;
    const std::string_view told = has_body ? util::trim(bytes.substr(end_of_head + 4)) : bytes;
    values[has_body ? "body" : "first_bytes"] = util::shown(told, shown_bytes);
}

Values values_for_phrases(const Facts& facts) {
    const health::Evidence& evidence = facts.failure.verdict.evidence;
    Values values = facts.values;
    values["check"] = quote(facts.failure.verdict.check);
    if (evidence.endpoint) values["endpoint"] = health::to_string(*evidence.endpoint);
    values["no_listeners_because"] = quote(evidence.no_listeners_because.value_or(""));
    add_first_bytes(evidence.first_bytes.value_or(""), values);
    values["transcript"] = quote(evidence.transcript.value_or(""));
    if (evidence.listeners)
        values["exposed"] =
            evidence.exposed_ports.empty() ? "nothing" : quote(util::join(evidence.exposed_ports, ", "));
    if (facts.code != health::Code::worker_timeout) values.erase("gunicorn_timeout");
    if (facts.sighting) values["sighting"] = facts.sighting->line;
    return values;
}

}

std::vector<std::string> evidence_lines(const Facts& facts) {
    std::vector<std::string> lines;
    const Values values = values_for_phrases(facts);
    for (const char* phrase : phrases)
        if (const auto line = fill(phrase, values)) lines.push_back(*line);
    for (const std::string& warning : facts.failure.verdict.warnings)
        lines.push_back("seen: " + quote(warning));
    const auto output = util::lines(facts.failure.verdict.evidence.output.value_or(""));
    for (std::size_t i = output.size() - std::min(output.size(), most_output_lines); i < output.size(); ++i)
        lines.push_back("said: " + quote(output[i]));
    return lines;
}

}
