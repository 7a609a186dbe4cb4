// scheduler-docker-api-webhook URL: posts the JSON on its stdin. A program of its
// own, started only when an onFailure.url is to be called: merely linking
// cpprestsdk costs every start some milliseconds, and what it reads from the
// other side it buffers without a limit, which a process can be held to.

#include "util/version.hpp"

#define _TURN_OFF_PLATFORM_STRING
#include <cpprest/http_client.h>
#include <pplx/threadpool.h>

#include <malloc.h>
#include <sys/resource.h>
#include <unistd.h>
#include <condition_variable>
#include <iostream>
#include <iterator>
#include <mutex>
#include <new>
#include <string_view>
#include <thread>

namespace {

constexpr std::chrono::seconds deadline{5};
constexpr rlim_t largest_memory = 64U << 20U;
constexpr int threads = 2;

[[noreturn]] void end(int status, std::string_view reason) {
    std::cerr << reason << std::endl;
    ::_exit(status);
}

/// An endless head or chunk ends the process instead of filling the machine.
void bound_memory() {
    ::mallopt(M_ARENA_MAX, 1);
    const rlimit limit{largest_memory, largest_memory};
    if (::setrlimit(RLIMIT_DATA, &limit) != 0) end(1, "cannot bound this program's memory");
    std::set_new_handler([] { end(1, "it answered with more than can be read"); });
}

/// The library's own timeout begins anew with each leg of a request: this one is
/// of the whole.
class Deadline {
public:
    Deadline() : timer_([this](const std::stop_token& stop) { wait(stop); }) {}
    pplx::cancellation_token token() const { return source_.get_token(); }

private:
    void wait(const std::stop_token& stop) {
        std::unique_lock lock(mutex_);
        if (!never_.wait_for(lock, stop, deadline, [&stop] { return stop.stop_requested(); }))
            source_.cancel();
    }

    pplx::cancellation_token_source source_;
    std::mutex mutex_;
    std::condition_variable_any never_;
    std::jthread timer_;
};

/// The status of the answer; its body stays unread.
web::http::status_code post(const std::string& url, const std::string& body) {
    const Deadline deadline_of_all;
    web::http::client::http_client_config config;
    config.set_max_redirects(0);
    config.set_timeout(deadline);
    web::http::client::http_client client(web::uri(url), config);
    web::http::http_request request(web::http::methods::POST);
    request.headers().add("User-Agent", "dokku-scheduler-docker-api");
    request.set_body(body, "application/json");
    return client.request(request, deadline_of_all.token()).get().status_code();
}

int call(const std::string& url) {
    const std::string body{std::istreambuf_iterator<char>(std::cin), {}};
    bound_memory();
    crossplat::threadpool::initialize_with_threads(threads);
    const auto status = post(url, body);
    if (status / 100 != 2) end(1, "status " + std::to_string(status));
    ::_exit(0);
}

}

int main(int count, char** words) {
    const std::string_view argument = count == 2 ? words[1] : "";
    if (argument == "--version") {
        std::cout << "scheduler-docker-api-webhook " << util::version << '\n';
        return 0;
    }
    if (argument.empty()) end(2, "usage: scheduler-docker-api-webhook URL <JSON");
    try {
        return call(words[1]);
    } catch (const std::exception& error) {
        end(1, error.what());
    }
}
