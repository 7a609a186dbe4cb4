#include "support/fake_transport.hpp"

#include "docker/error.hpp"

#include <fcntl.h>
#include <sys/socket.h>
#include <array>
#include <stdexcept>

namespace support {

void Feed::push(std::string piece) {
    const std::lock_guard guard(mutex_);
    pieces_.push_back(std::move(piece));
    changed_.notify_all();
}

void Feed::end() { finish(State::ended); }
void Feed::break_off() { finish(State::broken); }

void Feed::finish(State state) {
    const std::lock_guard guard(mutex_);
    state_ = state;
    changed_.notify_all();
}

std::optional<std::string> Feed::next(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    const auto ready = [this] { return !pieces_.empty() || state_ != State::open; };
    if (!changed_.wait(lock, stop, ready)) throw util::Interrupted();
    if (pieces_.empty() && state_ == State::broken) throw docker::ConnectionError("the stream broke off");
    if (pieces_.empty()) return {};
    std::string piece = std::move(pieces_.front());
    pieces_.pop_front();
    return piece;
}

using Expected = FakeTransport::Expected;

Expected& Expected::with_body(std::string body) {
    body_ = std::move(body);
    return *this;
}

Expected& Expected::answers(int status, std::string body) {
    response_.status = status;
    response_.body = std::move(body);
    return *this;
}

Expected& Expected::with_header(const std::string& name, std::string value) {
    response_.headers[name] = std::move(value);
    return *this;
}

Expected& Expected::streams(std::vector<std::string> pieces) {
    pieces_ = std::move(pieces);
    return *this;
}

Expected& Expected::streams(std::shared_ptr<Feed> feed) {
    feed_ = std::move(feed);
    return *this;
}

Expected& Expected::hands_over(std::function<void(int socket)> engine) {
    engine_ = std::move(engine);
    return *this;
}

Expected& Expected::calls(std::function<void()> action) {
    action_ = std::move(action);
    return *this;
}

Expected& Expected::always() {
    always_ = true;
    return *this;
}

Expected& FakeTransport::expect(std::string method, std::string target) {
    const std::lock_guard guard(mutex_);
    Expected& expected = script_.emplace_back();
    expected.method_ = std::move(method);
    expected.target_ = std::move(target);
    return expected;
}

docker::Response FakeTransport::round_trip(const docker::Request& request, const docker::Patience& patience) {
    if (request.target == "/_ping")
        return {.status = 200, .headers = {{"api-version", api_version_}}, .body = "OK"};
    Expected expected = take(request, patience);
    for (const std::string& piece : expected.pieces_) expected.response_.body += piece;
    return expected.response_;
}

docker::Response FakeTransport::stream(const docker::Request& request, const docker::Patience& patience,
                                       const std::function<bool(std::string_view)>& on_data) {
    Expected expected = take(request, patience);
    docker::Response response = expected.response_;
    if (response.status >= 400) return response;
    if (!response.body.empty())
        expected.pieces_.insert(expected.pieces_.begin(), std::exchange(response.body, {}));
    bool wanted = on_data({});
    for (const std::string& piece : expected.pieces_)
        if (wanted) wanted = on_data(piece);
    while (wanted && expected.feed_) {
        const std::optional<std::string> piece = expected.feed_->next(patience.stop);
        if (!piece) break;
        wanted = on_data(*piece);
    }
    return response;
}

docker::Hijacked FakeTransport::hijack(const docker::Request& request, const docker::Patience& patience) {
    const Expected expected = take(request, patience);
    docker::Hijacked hijacked{.response = expected.response_};
    if (hijacked.response.status >= 400) return hijacked;
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
        throw std::runtime_error("no socket pair");
    hijacked.socket.reset(ends[0]);
    ::fcntl(ends[0], F_SETFL, O_NONBLOCK);
    const std::lock_guard guard(mutex_);
    engines_.emplace_back([engine = expected.engine_, end = util::UniqueFd(ends[1])] {
        if (engine) engine(end.get());
    });
    return hijacked;
}

Expected FakeTransport::take(const docker::Request& request, const docker::Patience& patience) {
    if (patience.stop.stop_requested()) throw util::Interrupted();
    std::unique_lock lock(mutex_);
    requests_.push_back(request);
    for (Expected& expected : script_) {
        if (expected.used_ && !expected.always_) continue;
        if (expected.method_ != request.method || expected.target_ != request.target) continue;
        if (expected.body_ && *expected.body_ != request.body) continue;
        expected.used_ = true;
        Expected answer = expected;
        lock.unlock();
        if (answer.action_) answer.action_();
        if (answer.error_) std::rethrow_exception(answer.error_);
        return answer;
    }
    throw std::logic_error("unexpected request " + request.method + " " + request.target + " " +
                           request.body);
}

std::vector<docker::Request> FakeTransport::requests() const {
    const std::lock_guard guard(mutex_);
    return requests_;
}

std::vector<std::string> FakeTransport::asked() const {
    std::vector<std::string> result;
    for (const docker::Request& request : requests()) result.push_back(request.method + " " + request.target);
    return result;
}

std::vector<std::string> FakeTransport::missing() const {
    const std::lock_guard guard(mutex_);
    std::vector<std::string> result;
    for (const Expected& expected : script_)
        if (!expected.used_) result.push_back(expected.method_ + " " + expected.target_);
    return result;
}

}
