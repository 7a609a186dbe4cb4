#pragma once

#include "docker/client.hpp"
#include "docker/types.hpp"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>

/// How a command in the container ends; one that has no exit code never does.
struct Executed {
    std::optional<int> exit_code = 0;
    std::string output{};
    int pid = 0;
};

/// An Engine with one container, whose state a test sets and changes.
class FakeEngine : public docker::Transport {
public:
    static constexpr const char* id = "c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00";

    docker::Client client{*this};

    void set(const docker::Container& container);
    void remove();
    /// Its state becomes exited, and the Engine says so.
    void end(int exit_code, const std::string& event = "die");
    /// The last line of its output, with its time.
    void set_log_line(const std::string& line);
    /// Called for each command that is run; until it is set they end with 0.
    void on_execute(std::function<Executed()> execute);
    void push_event(const std::string& line);
    void refuse_events();
    void break_events();
    int subscriptions() const;

    docker::Response round_trip(const docker::Request& request, const docker::Patience& patience) override;
    docker::Response stream(const docker::Request& request, const docker::Patience& patience,
                            const std::function<bool(std::string_view)>& on_data) override;
    docker::Hijacked hijack(const docker::Request& request, const docker::Patience&) override {
        throw std::logic_error("unexpected request for the connection: " + request.target);
    }

private:
    docker::Response answer_execution(const std::string& target) const;
    docker::Response stream_execution(const docker::Patience& patience,
                                      const std::function<bool(std::string_view)>& on_data);
    docker::Response stream_events(const docker::Patience& patience,
                                   const std::function<bool(std::string_view)>& on_data);

    mutable std::mutex mutex_;
    std::condition_variable_any changed_;
    std::optional<docker::Container> container_ =
        docker::Container{.id = id, .state = {.status = "running", .running = true}};
    std::deque<std::string> events_;
    std::string log_line_;
    std::function<Executed()> execute_ = [] { return Executed{}; };
    Executed executed_;
    bool events_refused_ = false;
    bool events_broken_ = false;
    int subscriptions_ = 0;
};

/// The container of a FakeEngine while it runs.
docker::Container running_container();
