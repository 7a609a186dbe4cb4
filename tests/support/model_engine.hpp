#pragma once

#include "docker/transport.hpp"

#include <condition_variable>
#include <functional>
#include <list>
#include <map>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace support {

/// A Docker Engine in memory, as far as a deploy needs one. Any of its calls can
/// be made to fail; it may be used from several threads.
class ModelEngine : public docker::Transport {
public:
    struct Container {
        std::string id;
        std::string name;
        std::string image;
        std::map<std::string, std::string> labels;
        std::string policy = "no";
        std::string address;
        bool running = false;
        bool ever_started = false;
        int exit_code = 0;
        std::string finished_at = "2026-01-01T00:00:01Z";
    };

    enum class Fault {
        refused,     ///< status 500, without effect
        broken_off,  ///< the connection breaks before anything happened
        unanswered,  ///< it happens, but the answer is lost
        gone,        ///< the connection breaks, and no later one can be made
    };

    docker::Response round_trip(const docker::Request& request, const docker::Patience& patience) override;
    docker::Response stream(const docker::Request& request, const docker::Patience& patience,
                            const std::function<bool(std::string_view)>& on_data) override;
    docker::Hijacked hijack(const docker::Request& request, const docker::Patience&) override {
        throw std::logic_error("unexpected request for the connection: " + request.target);
    }

    /// The call with this number, counted from now on from 0, fails.
    void fail_call(std::size_t number, Fault fault);
    void heal();
    /// Since the last fail_call() or heal().
    std::size_t calls() const;
    /// Method and path of each, for messages.
    std::vector<std::string> log() const;

    std::vector<Container> containers() const;
    std::optional<Container> find(const std::string& id_or_name) const;
    /// As after a restart of the Engine.
    void move(const std::string& id_or_name, const std::string& address);
    /// As a restart without live-restore: every container ends with 0, those with
    /// policy "always" run again, and whatever starts from now on has another address.
    void restart();
    /// Containers for which this holds end at nothing but SIGKILL.
    std::function<bool(const Container&)> ignores_signals;
    /// Containers for which this holds are gone when they have been stopped: somebody else removed them.
    std::function<bool(const Container&)> vanishes_when_stopped;
    /// Containers of commands for which this holds end with the code as soon as they start.
    std::function<std::optional<int>(const Container&)> exits_at_start;
    /// The same as soon as they are renamed.
    std::function<std::optional<int>(const Container&)> exits_at_rename;
    /// The same before their restart policy is set, so late that no event has told of it yet.
    std::function<std::optional<int>(const Container&)> exits_before_update;

private:
    docker::Response answer(const docker::Request& request);
    docker::Response answer_container(const std::string& method, const std::string& id,
                                      const std::string& action, const docker::Request& request);
    docker::Response create(const docker::Request& request);
    docker::Response start(Container& container);
    std::string inspection(const Container& container) const;
    std::string list(const docker::Request& request) const;
    Container* lookup(const std::string& id_or_name);
    void end(Container& container, int exit_code);
    void let_events_be_heard(std::unique_lock<std::mutex>& lock);

    mutable std::mutex mutex_;
    std::condition_variable_any happened_;
    std::map<std::string, Container> containers_;
    std::vector<std::string> events_;
    std::list<std::size_t> heard_;  ///< how many of them each follower has taken
    std::vector<std::string> log_;
    unsigned next_ = 1;
    std::string began_at_ = "2026-01-01T00:00:00Z";
    std::optional<std::size_t> faulty_call_;
    Fault fault_ = Fault::refused;
};

}
