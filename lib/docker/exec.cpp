#include "docker/exec.hpp"

#include "docker/frame_decoder.hpp"
#include "docker/json.hpp"
#include "util/parallel.hpp"

namespace docker {

namespace {

constexpr std::size_t kept_output = 64U << 10U;
constexpr util::Milliseconds no_limit{0};

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

class Execution {
public:
    Execution(Client& client, const std::string& container_id, const ExecSpec& spec,
              const std::stop_token& stop)
        : client_(client), spec_(spec), stop_(stop), wanted_("run a command in container " + container_id) {
        const json::Json body = {{"AttachStdout", true}, {"AttachStderr", true}, {"Cmd", spec.command}};
        const std::string answer =
            client.call({.wanted = wanted_,
                         .method = "POST",
                         .path = "/containers/" + url_encoded(checked_id(container_id)) + "/exec",
                         .body = json::serialized(body),
                         .stop = stop});
        id_ = json::text(json::parse_answer(answer, wanted_), "Id");
        if (id_.empty()) throw util::Error("cannot " + wanted_ + ": the Engine's answer names no id");
    }

    /// The output so far when the timeout comes first.
    std::string read_output() {
        std::string output;
        FrameDecoder decoder([&output](FrameDecoder::Stream, std::string_view payload) {
            output += payload.substr(0, kept_output - output.size());
        });
        const Deadline deadline(spec_.timeout, stop_);
        try {
            client_.stream({.wanted = wanted_,
                            .method = "POST",
                            .path = path("/start"),
                            .body = R"({"Detach":false,"Tty":false})",
                            .stop = deadline.token(),
                            .timeout = no_limit},
                           [&decoder](std::string_view piece) {
                               decoder.feed(piece);
                               return true;
                           });
        } catch (const util::Interrupted&) {
            if (stop_.stop_requested()) throw;
        }
        return output;
    }

    /// A command that left its output to a child may have ended before that does;
    /// one that the Engine never came to start has no exit code either.
    ExecResult result(std::string output) {
        const std::string answer =
            client_.call({.wanted = wanted_, .method = "GET", .path = path("/json"), .stop = stop_});
        const json::Json state = json::parse_answer(answer, wanted_);
        if (json::truth(state, "Running")) return {{}, std::move(output), json::small_integer(state, "Pid")};
        if (!json::member(state, "ExitCode").is_number_integer()) return {{}, std::move(output)};
        return {json::small_integer(state, "ExitCode"), std::move(output)};
    }

private:
    std::string path(const std::string& rest) const { return "/exec/" + url_encoded(id_) + rest; }

    Client& client_;
    const ExecSpec& spec_;
    const std::stop_token& stop_;
    std::string wanted_;
    std::string id_;
};

}

ExecResult execute(Client& client, const std::string& container_id, const ExecSpec& spec,
                   const std::stop_token& stop) {
    Execution execution(client, container_id, spec, stop);
    return execution.result(execution.read_output());
}

}
