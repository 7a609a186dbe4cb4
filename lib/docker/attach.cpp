#include "docker/attach.hpp"

#include "docker/containers.hpp"
#include "docker/json.hpp"

namespace docker {

namespace {

constexpr util::Milliseconds no_limit{0};

std::string container_path(const std::string& id, const std::string& rest) {
    return "/containers/" + url_encoded(checked_id(id)) + rest;
}

/// The empty piece that comes with the head calls `on_accepted`.
void read_frames(Client& client, const Client::Call& call, const std::function<void()>& on_accepted,
                 const OnOutput& on_output) {
    FrameDecoder decoder(on_output);
    client.stream(call, [&](std::string_view piece) {
        if (piece.empty()) on_accepted();
        else decoder.feed(piece);
        return true;
    });
}

void start_and_read(Client& client, const std::string& id, const OnOutput& on_output,
                    const std::stop_token& stop) {
    const Client::Call attach{.wanted = "attach to container " + id,
                              .method = "POST",
                              .path = container_path(id, "/attach?stream=1&stdout=1&stderr=1"),
                              .stop = stop,
                              .timeout = no_limit};
    read_frames(
        client, attach, [&] { Containers(client).start(id, stop); }, on_output);
}

int exit_code_of(const std::string& answer, const std::string& wanted) {
    const json::Json ending = json::parse_answer(answer, wanted);
    if (!json::member(ending, "StatusCode").is_number_integer())
        throw util::Error("cannot " + wanted + ": the Engine's answer names no exit code");
    return json::small_integer(ending, "StatusCode");
}

}

int run_attached(Client& client, const std::string& container_id, const OnOutput& on_output,
                 const std::stop_token& stop) {
    const Client::Call wait{.wanted = "wait for the end of container " + container_id,
                            .method = "POST",
                            .path = container_path(container_id, "/wait?condition=next-exit"),
                            .stop = stop,
                            .timeout = no_limit};
    std::string answer;
    client.stream(wait, [&](std::string_view piece) {
        // The Engine waits from its head on; the exit code cannot be missed either.
        if (piece.empty()) start_and_read(client, container_id, on_output, stop);
        answer += piece;
        return true;
    });
    return exit_code_of(answer, wait.wanted);
}

int execute_attached(Client& client, const std::string& container_id, const AttachedCommand& command,
                     const OnOutput& on_output, const std::stop_token& stop) {
    const std::string wanted = "run a command in container " + container_id;
    json::Json body = {{"AttachStdout", true}, {"AttachStderr", true}, {"Cmd", command.words}};
    if (!command.directory.empty()) body["WorkingDir"] = command.directory;
    const std::string created = client.call({.wanted = wanted,
                                             .method = "POST",
                                             .path = container_path(container_id, "/exec"),
                                             .body = json::serialized(body),
                                             .stop = stop});
    const std::string path =
        "/exec/" + url_encoded(checked_id(json::text(json::parse_answer(created, wanted), "Id")));
    const Client::Call start{.wanted = wanted,
                             .method = "POST",
                             .path = path + "/start",
                             .body = R"({"Detach":false,"Tty":false})",
                             .stop = stop,
                             .timeout = no_limit};
    read_frames(
        client, start, [] {}, on_output);
    const std::string state =
        client.call({.wanted = wanted, .method = "GET", .path = path + "/json", .stop = stop});
    return json::small_integer(json::parse_answer(state, wanted), "ExitCode");
}

}
