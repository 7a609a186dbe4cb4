#include "health/reach.hpp"

#include <doctest/doctest.h>

using health::Code;
using health::Socket;

TEST_CASE("why a connect is refused is read from the listeners") {
    const Socket endpoint{"172.17.0.2", 5000, false};
    struct Row {
        const char* situation;
        std::vector<Socket> listeners;
        Code code;
    };
    const std::vector<Row> rows = {
        {"nothing listens", {}, Code::no_listener},
        {"on 127.0.0.1", {{"127.0.0.1", 5000, false}}, Code::loopback_only},
        {"on 127.0.0.1 and elsewhere",
         {{"0.0.0.0", 8000, false}, {"127.0.0.1", 5000, false}},
         Code::loopback_only},
        {"on ::1", {{"::1", 5000, true}}, Code::loopback_only},
        {"on :: that refuses IPv4", {{"::", 5000, true}}, Code::loopback_only},
        {"on the address of another network", {{"172.18.0.5", 5000, false}}, Code::loopback_only},
        {"on another port", {{"0.0.0.0", 8000, false}}, Code::other_port},
        {"on another port of the loopback", {{"127.0.0.1", 3000, false}}, Code::other_port},
        {"as it should be", {{"0.0.0.0", 5000, false}}, Code::refused},
        {"on the very address", {{"172.17.0.2", 5000, false}}, Code::refused},
    };
    for (const Row& row : rows) {
        CAPTURE(row.situation);
        CHECK(to_string(health::refusal(row.listeners, endpoint)) == to_string(row.code));
    }
    CHECK(health::refusal({{"::", 5000, true}}, {"fd00::2", 5000, true}) == Code::refused);
    CHECK(health::refusal({{"0.0.0.0", 5000, false}}, {"fd00::2", 5000, true}) == Code::loopback_only);
}
