#include "outcome.hpp"

#include "util/text.hpp"

#include <doctest/doctest.h>

namespace hostile {

namespace {

constexpr std::size_t most_output = 128U << 10U;
constexpr std::size_t most_of_an_error = 4096;
/// From here on the status is 128 and a signal.
constexpr int killed = 128;

std::string all_of(const util::Ended& ended) { return ended.output + ended.error; }

}

void check_is_bounded(const util::Ended& ended) {
    CHECK(ended.status < killed);
    const std::string text = all_of(ended);
    CHECK(text.size() < most_output);
    CHECK_MESSAGE(util::printable(text, util::Lines::keep) == text, util::shown(text, 1000));
}

void check_is_refused(const util::Ended& ended) {
    check_is_bounded(ended);
    CHECK_MESSAGE(ended.status != 0, all_of(ended));
    CHECK_FALSE(ended.error.empty());
    CHECK_MESSAGE(ended.error.size() < most_of_an_error, util::shortened(ended.error, 1000));
}

util::Ended trigger(std::vector<std::string> words) {
    words.insert(words.begin(), "plugin:trigger");
    return e2e::host().run(words);
}

std::string files() {
    return util::run({.words = {"find", "/var/lib/hookrun", "/var/lib", "-maxdepth", "4", "-not", "-path",
                                "/var/lib/docker/*"}})
        .output;
}

}
