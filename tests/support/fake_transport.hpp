#pragma once

#include "docker/transport.hpp"

#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace support {

/// A streamed body that a test writes while it is being read. Silent until then.
class Feed {
public:
    void push(std::string piece);
    /// The Engine ends the answer.
    void end();
    /// The connection breaks: throws docker::ConnectionError.
    void break_off();

    /// The next piece, nothing at the end. Throws util::Interrupted.
    std::optional<std::string> next(const std::stop_token& stop);

private:
    enum class State { open, ended, broken };
    void finish(State state);

    std::mutex mutex_;
    std::condition_variable_any changed_;
    std::deque<std::string> pieces_;
    State state_ = State::open;
};

/// An Engine that follows a script: answers the requests it has been told to
/// expect, each once, in any order; equal ones in the order of the script. Any
/// other request throws std::logic_error. Answers /_ping by itself.
class FakeTransport : public docker::Transport {
public:
    explicit FakeTransport(std::string api_version = "1.41") : api_version_(std::move(api_version)) {}

    /// One expected request and its answer; 200 with an empty body unless told otherwise.
    class Expected {
    public:
        Expected& with_body(std::string body);
        Expected& answers(int status, std::string body = {});
        Expected& with_header(const std::string& name, std::string value);
        /// A body in pieces; one read as a whole gets them joined.
        Expected& streams(std::vector<std::string> pieces);
        Expected& streams(std::shared_ptr<Feed> feed);
        /// The connection is handed over; the test plays the Engine at its other end.
        Expected& hands_over(std::function<void(int socket)> engine);
        /// Called when the request comes, before its answer: for what happens meanwhile.
        Expected& calls(std::function<void()> action);
        template <class Error>
        Expected& throws(Error error) {
            error_ = std::make_exception_ptr(std::move(error));
            return *this;
        }
        /// Answers any number of times.
        Expected& always();

    private:
        friend class FakeTransport;
        std::string method_;
        std::string target_;
        std::optional<std::string> body_;
        docker::Response response_{.status = 200};
        std::vector<std::string> pieces_;
        std::shared_ptr<Feed> feed_;
        std::function<void()> action_;
        std::function<void(int socket)> engine_;
        std::exception_ptr error_;
        bool always_ = false;
        bool used_ = false;
    };

    /// `target` as it is sent: /v1.41/containers/json?all=1. Valid as long as the transport.
    Expected& expect(std::string method, std::string target);

    docker::Response round_trip(const docker::Request& request, const docker::Patience& patience) override;
    docker::Response stream(const docker::Request& request, const docker::Patience& patience,
                            const std::function<bool(std::string_view)>& on_data) override;
    docker::Hijacked hijack(const docker::Request& request, const docker::Patience& patience) override;

    /// All that came but pings, in order.
    std::vector<docker::Request> requests() const;
    /// "METHOD target" of each.
    std::vector<std::string> asked() const;
    /// What was expected and has not come.
    std::vector<std::string> missing() const;

private:
    Expected take(const docker::Request& request, const docker::Patience& patience);

    std::string api_version_;
    mutable std::mutex mutex_;
    std::list<Expected> script_;
    std::vector<docker::Request> requests_;
    std::vector<std::jthread> engines_;
};

}
