#include "docker/exec.hpp"

#include "docker/frame_decoder.hpp"
#include "docker/json.hpp"
#include "util/parallel.hpp"

namespace docker {

namespace {

constexpr std::size_t kept_output = 64U << 10U;
/// From which on the Engine knows a terminal's size before its first program does.
constexpr const char* api_with_console_size = "1.42";

/// Ends a call that is never silent for long, but never done either.
class Deadline {
public:
    Deadline(util::Milliseconds timeout, const std::stop_token& stop)
        : on_stop_(stop, [this] { over_.request_stop(); }),
          timer_([this, timeout](const std::stop_token& done) {
              util::SystemClock().sleep_for(timeout, done);
              over_.request_stop();
          }) {}

    std::stop_token token() const { return over_.get_token(); }

private:
    std::stop_source over_;
    std::stop_callback<std::function<void()>> on_stop_;
    util::Background timer_;
};

json::Json description(const ExecSpec& spec) {
    json::Json body = {{"AttachStdout", true}, {"AttachStderr", true}, {"Cmd", spec.command}};
    if (!spec.directory.empty()) body["WorkingDir"] = spec.directory;
    if (spec.console.input) body["AttachStdin"] = true;
    if (spec.console.terminal) body.update({{"Tty", true}, {"DetachKeys", no_detach_keys}});
    return body;
}

}

Exec::Exec(Client& client, const std::string& container_id, const ExecSpec& spec, const std::stop_token& stop)
    : client_(client), wanted_("run a command in container " + container_id), console_(spec.console) {
    const std::string answer = client.call({.wanted = wanted_,
                                            .method = "POST",
                                            .path = path_to("containers", container_id, "/exec"),
                                            .body = util::json_text(description(spec)),
                                            .stop = stop});
    id_ = json::text(json::parse_answer(answer, wanted_), "Id");
    if (id_.empty()) throw util::Error("cannot " + wanted_ + ": the Engine's answer names no id");
}

void Exec::stream(const std::function<bool(std::string_view)>& on_data, const std::stop_token& stop) {
    Client::Call start = call("POST", "/start", stop);
    start.body = start_body(stop);
    start.timeout = no_timeout;
    client_.stream(start, on_data);
}

Hijacked Exec::start(const std::stop_token& stop) {
    Client::Call start = call("POST", "/start", stop);
    start.body = start_body(stop);
    return client_.hijack(start);
}

void Exec::resize(const util::WindowSize& size, const std::stop_token& stop) {
    client_.call(call("POST", "/resize?" + query_of(size), stop));
}

Exec::State Exec::state(const std::stop_token& stop) {
    const json::Json state = json::parse_answer(client_.call(call("GET", "/json", stop)), wanted_);
    if (json::truth(state, "Running")) return {{}, json::small_integer(state, "Pid")};
    // One that the Engine never came to start has no exit code either.
    if (!json::member(state, "ExitCode").is_number_integer()) return {};
    return {.exit_code = json::small_integer(state, "ExitCode"),
            .never_began = json::small_integer(state, "Pid") == 0};
}

Client::Call Exec::call(const std::string& method, const std::string& rest,
                        const std::stop_token& stop) const {
    return {.wanted = wanted_, .method = method, .path = "/exec/" + url_encoded(id_) + rest, .stop = stop};
}

std::string Exec::start_body(const std::stop_token& stop) {
    json::Json body = {{"Detach", false}, {"Tty", console_.terminal}};
    if (console_.window && client_.supports(api_with_console_size, stop))
        body["ConsoleSize"] = {console_.window->rows, console_.window->columns};
    return util::json_text(body);
}

ExecResult execute(Client& client, const std::string& container_id, const ExecSpec& spec,
                   util::Milliseconds timeout, const std::stop_token& stop) {
    Exec command(client, container_id, spec, stop);
    std::string output;
    FrameDecoder decoder([&output](FrameDecoder::Stream, std::string_view payload) {
        output += payload.substr(0, kept_output - output.size());
    });
    const auto decode = [&decoder](std::string_view piece) {
        decoder.feed(piece);
        return true;
    };
    const Deadline deadline(timeout, stop);
    try {
        command.stream(decode, deadline.token());
    } catch (const util::Interrupted&) {
        if (stop.stop_requested()) throw;
    }
    // A command that left its output to a child may have ended before that does.
    const Exec::State state = command.state(stop);
    return {state.exit_code, std::move(output), state.pid};
}

}
