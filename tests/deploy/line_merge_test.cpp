#include "deploy/line_merge.hpp"

#include "util/error.hpp"
#include "util/parallel.hpp"

#include <doctest/doctest.h>

using deploy::LineMerge;
using namespace std::chrono_literals;

namespace {

std::string take_all(LineMerge& merge) {
    std::string text;
    while (const auto line = merge.next({})) text += line->text;
    return text;
}

}

TEST_CASE("lines of several sources come in the order of their times") {
    LineMerge merge(2, {});
    for (const char* time : {"1", "4", "5"}) merge.add({time, 0, time}, {});
    for (const char* time : {"2", "3", "6"}) merge.add({time, 1, time}, {});
    merge.end(0);
    merge.end(1);

    CHECK(take_all(merge) == "123456");
    CHECK(merge.has_ended());
}

TEST_CASE("a line waits for an older one of a source that has not ended") {
    LineMerge merge(2, {});
    std::string taken;
    merge.add({"2", 0, "b"}, {});
    merge.end(0);
    util::together({}, {[&](const std::stop_token&) { taken = take_all(merge); },
                        [&](const std::stop_token&) {
                            std::this_thread::sleep_for(20ms);
                            merge.add({"1", 1, "a"}, {});
                            merge.end(1);
                        }});
    CHECK(taken == "ab");
}

TEST_CASE("a followed line does not wait for ever") {
    LineMerge merge(2, 1ms);
    merge.add({"2", 0, "b"}, {});
    REQUIRE(merge.next({})->text == "b");
    SUBCASE("nor does who asks for one") {
        CHECK_FALSE(merge.next({}));
        CHECK_FALSE(merge.has_ended());
    }
}

TEST_CASE("a source that writes much more than is taken waits") {
    LineMerge merge(1, {});
    const std::string line(1000, 'x');
    constexpr int count = 5000;
    int added = 0, taken = 0, most_ahead = 0;
    std::mutex mutex;
    const auto note = [&](int& what) {
        const std::lock_guard lock(mutex);
        ++what;
        most_ahead = std::max(most_ahead, added - taken);
    };
    util::together({}, {[&](const std::stop_token& stop) {
                            for (int i = 0; i < count; ++i) {
                                merge.add({"1", 0, line}, stop);
                                note(added);
                            }
                            merge.end(0);
                        },
                        [&](const std::stop_token& stop) {
                            while (merge.next(stop)) note(taken);
                        }});
    CHECK(taken == count);
    CHECK(most_ahead < 500);
}

TEST_CASE("a stop ends all waiting") {
    LineMerge merge(1, {});
    std::stop_source stop;
    stop.request_stop();
    CHECK_THROWS_AS(merge.next(stop.get_token()), util::Interrupted);
    const std::string much(1U << 20U, 'x');
    merge.add({"1", 0, much}, {});
    CHECK_THROWS_AS(merge.add({"1", 0, much}, stop.get_token()), util::Interrupted);
}
