#include "docker/client.hpp"

#include "docker/api_version.hpp"
#include "docker/json.hpp"
#include "util/text.hpp"

namespace docker {

namespace {

constexpr std::size_t longest_message = 8192;

std::string header(const Response& response, const char* name) {
    const auto found = response.headers.find(name);
    return found == response.headers.end() ? std::string() : found->second;
}

/// Versions before 1.24 and unknown paths are refused in plain text.
std::string engine_message(const Response& response) {
    const std::optional<json::Json> answer = util::try_parse_json(response.body);
    const std::string message = answer ? json::text(*answer, "message") : response.body;
    return util::shortened(util::trim(message), longest_message);
}

std::string negotiated(const Response& ping) {
    const std::string offered = util::shortened(header(ping, "api-version"), 40);
    if (offered.empty())
        throw util::Error(
            "what answers at the Engine's address is not a Docker Engine "
            "(its answer to /_ping has no Api-Version)");
    if (!is_at_least(offered, Client::oldest_version))
        throw util::Error("the Docker Engine offers API version " + util::printable(offered) + "; at least " +
                          Client::oldest_version + " (Engine 20.10) is needed");
    return is_at_least(offered, Client::newest_version) ? Client::newest_version : offered;
}

template <class Exchange>
Response exchanged(const std::string& wanted, Exchange exchange) {
    Response response;
    try {
        response = exchange();
    } catch (const ConnectionError& error) {
        throw ConnectionError("cannot " + wanted + ": " + error.what());
    }
    if (response.status >= 400) throw ApiError(wanted, response.status, engine_message(response));
    return response;
}

}

std::string Client::call(const Call& call) { return call_for_response(call).body; }

Response Client::call_for_response(const Call& call) {
    const Request request = request_for(call);
    return exchanged(call.wanted, [&] { return transport_.round_trip(request, {call.timeout, call.stop}); });
}

void Client::stream(const Call& call, const std::function<bool(std::string_view)>& on_data) {
    const Request request = request_for(call);
    exchanged(call.wanted, [&] { return transport_.stream(request, {call.timeout, call.stop}, on_data); });
}

Hijacked Client::hijack(const Call& call) {
    const Request request = request_for(call);
    Hijacked hijacked;
    exchanged(call.wanted, [&] {
        hijacked = transport_.hijack(request, {call.timeout, call.stop});
        return hijacked.response;
    });
    return hijacked;
}

Request Client::request_for(const Call& call) {
    return {.method = call.method,
            .target = "/v" + api_version(call.stop) + call.path,
            .body = call.body,
            .content_type = call.body.empty() ? std::string() : call.content_type};
}

std::string Client::api_version(const std::stop_token& stop) {
    const std::lock_guard guard(mutex_);
    if (version_.empty()) {
        const Request ping{.method = "GET", .target = "/_ping"};
        version_ = negotiated(exchanged("ask the Docker Engine for its API version", [&] {
            return transport_.round_trip(ping, {usual_timeout, stop});
        }));
    }
    return version_;
}

bool Client::supports(const std::string& version, const std::stop_token& stop) {
    return is_at_least(api_version(stop), version);
}

std::string url_encoded(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    constexpr std::string_view unreserved = "-._~";
    std::string result;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain =
            byte < 0x80 && (std::isalnum(byte) != 0 || unreserved.find(c) != std::string_view::npos);
        if (plain) result += c;
        else result += {'%', digits[byte >> 4U], digits[byte & 15U]};
    }
    return result;
}

const std::string& checked_id(const std::string& id) {
    if (id.empty() || id == "." || id == "..")
        throw util::Error("a container, image or network was to be addressed by the name '" + id + "'");
    return id;
}

std::string path_to(const std::string& kind, const std::string& id, const std::string& rest) {
    return "/" + kind + "/" + url_encoded(checked_id(id)) + rest;
}

}
