#include "host/procfile.hpp"

#include <doctest/doctest.h>

TEST_CASE("a Procfile has a command for each process type") {
    const host::Procfile procfile = host::parse_procfile(
        "# comment\r\n"
        "web: ./serve --port $PORT\r\n"
        "\n"
        "worker_2:   ./work a:b  \n"
        "no command:\n"
        "not a type: x\n"
        "empty:\n");
    CHECK(procfile == host::Procfile{{"web", "./serve --port $PORT"}, {"worker_2", "./work a:b"}});
}

TEST_CASE("the first of two lines for one process type counts") {
    CHECK(host::parse_procfile("web: a\nweb: b\n") == host::Procfile{{"web", "a"}});
}

TEST_CASE("known variables in a command are replaced, others left to a shell") {
    const std::map<std::string, std::string> variables{{"PORT", "5000"}, {"EMPTY", ""}};
    CHECK(host::expand_variables("serve $PORT ${PORT}x", variables) == "serve 5000 5000x");
    CHECK(host::expand_variables("[$EMPTY]", variables) == "[]");
    CHECK(host::expand_variables("echo $(date) $i ${PORT $ $$", variables) == "echo $(date) $i ${PORT $ $$");
    CHECK(host::expand_variables("$PORTS", variables) == "$PORTS");
}
