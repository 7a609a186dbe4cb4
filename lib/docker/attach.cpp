#include "docker/attach.hpp"

#include "docker/containers.hpp"
#include "docker/json.hpp"

namespace docker {

namespace {

std::string query_of(const Console& console) {
    std::string query = "/attach?stream=1&stdout=1&stderr=1";
    if (console.input) query += "&stdin=1";
    if (console.terminal) query += "&detachKeys=" + url_encoded(no_detach_keys);
    return query;
}

int exit_code_of(const std::string& answer, const std::string& wanted) {
    const json::Json ending = json::parse_answer(answer, wanted);
    if (!json::member(ending, "StatusCode").is_number_integer())
        throw util::Error("cannot " + wanted + ": the Engine's answer names no exit code");
    return json::small_integer(ending, "StatusCode");
}

}

int run_attached(Client& client, const std::string& container_id, const Console& console,
                 const Converse& converse, const std::stop_token& stop) {
    const Client::Call attach{.wanted = "attach to container " + container_id,
                              .method = "POST",
                              .path = path_to("containers", container_id, query_of(console)),
                              .stop = stop};
    const Client::Call wait{.wanted = "wait for the end of container " + container_id,
                            .method = "POST",
                            .path = path_to("containers", container_id, "/wait?condition=next-exit"),
                            .stop = stop,
                            .timeout = no_timeout};
    std::string answer;
    client.stream(wait, [&](std::string_view piece) {
        answer += piece;
        if (!piece.empty()) return true;
        // The Engine waits from its head on; the exit code cannot be missed either.
        Hijacked connection = client.hijack(attach);
        Containers(client).start(container_id, stop);
        converse(std::move(connection));
        return true;
    });
    return exit_code_of(answer, wait.wanted);
}

}
