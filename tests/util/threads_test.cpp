#include "util/threads.hpp"

#include "util/error.hpp"
#include "util/yaml_json.hpp"

#include <doctest/doctest.h>

#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>
#include <thread>

namespace {

/// In a process of its own, whose threads are cheap: its exit status, or the signal that ended it.
template <typename Job>
int on_a_cheap_thread(Job job) {
    const pid_t child = ::fork();
    if (child == 0) {
        util::make_threads_cheap();
        std::thread([&job] { ::_exit(job() ? 0 : 1); }).join();
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

bool is_refused(const std::string& text) {
    try {
        util::parse_yaml(text, "f");
        return false;
    } catch (const util::Error&) {
        return true;
    }
}

std::string nested(std::size_t depth) {
    std::string text;
    for (std::size_t i = 0; i < depth; ++i) text += "{a: [";
    return text;
}

}

TEST_CASE("stacks of cheap threads are small") {
    CHECK(on_a_cheap_thread([] {
              pthread_attr_t attributes;
              ::pthread_getattr_np(::pthread_self(), &attributes);
              std::size_t size = 0;
              ::pthread_attr_getstacksize(&attributes, &size);
              return size <= (1U << 20U);
          }) == 0);
}

TEST_CASE("a hostile document fits on a cheap thread's stack") {
    for (const std::size_t depth : {100U, 240U, 100000U}) {
        CAPTURE(depth);
        CHECK(on_a_cheap_thread([&] { return is_refused(nested(depth)); }) == 0);
        CHECK(on_a_cheap_thread([&] { return is_refused(std::string(depth, '[')); }) == 0);
    }
}
