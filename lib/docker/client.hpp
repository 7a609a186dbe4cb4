#pragma once

#include "docker/error.hpp"
#include "docker/transport.hpp"

#include <memory>
#include <mutex>
#include <string>

namespace docker {

/// The Engine API over a transport: the version in the path, the mapping of
/// statuses to errors, deadlines. May be used from several threads. The version
/// is negotiated by one ping before the first call: the lower of the Engine's
/// and `newest_version`; an Engine below `oldest_version` is refused.
class Client {
public:
    static constexpr const char* oldest_version = "1.41";
    static constexpr const char* newest_version = "1.51";
    static constexpr util::Milliseconds usual_timeout = std::chrono::seconds(60);

    explicit Client(Transport& transport) : transport_(transport) {}

    /// Calls return the body, throw ApiError for a status of 400 and above and
    /// what Transport throws. `wanted` completes "cannot ...": "create container a.web.1".
    /// `path` begins behind the version: "/containers/json".
    struct Call {
        std::string wanted;
        std::string method;
        std::string path;
        std::string body{};
        std::string content_type = "application/json";
        std::stop_token stop{};
        util::Milliseconds timeout = usual_timeout;
    };
    std::string call(const Call& call);
    Response call_for_response(const Call& call);
    void stream(const Call& call, const std::function<bool(std::string_view)>& on_data);
    /// Has a socket.
    Hijacked hijack(const Call& call);

    /// "1.41".
    std::string api_version(const std::stop_token& stop = {});
    /// Whether the negotiated version is at least `version`.
    bool supports(const std::string& version, const std::stop_token& stop = {});

private:
    Request request_for(const Call& call);

    Transport& transport_;
    std::mutex mutex_;
    std::string version_;
};

/// Percent-encodes one part of a path or a query value.
std::string url_encoded(std::string_view text);

/// Refuses an empty id or name, which would address another route. Throws util::Error.
const std::string& checked_id(const std::string& id);
/// "/containers/ID/json" for ("containers", ID, "/json"). As checked_id().
std::string path_to(const std::string& kind, const std::string& id, const std::string& rest);

}
