#include "witnessed.hpp"

#include "engine/standalone_host.hpp"

#include <doctest/doctest.h>

#include <cstdio>
#include <filesystem>

namespace limits {

Witness::Witness(const std::string& hook)
    : environment_{{"LD_PRELOAD", e2e::program("WITNESS_MODULE").string()},
                   {"WITNESS_NAME", hook},
                   {"WITNESS_FILE", directory_.path() / "seen"}} {
    // Hooks run as a user of their own.
    std::filesystem::permissions(directory_.path(), std::filesystem::perms(0777));
}

Seen Witness::seen() const {
    const std::string line = util::read_file(environment_.at("WITNESS_FILE")).value_or("");
    Seen seen;
    const int read = std::sscanf(line.c_str(), "processes %d tables %d peak %d", &seen.processes,
                                 &seen.tables, &seen.peak_kib);
    CHECK_MESSAGE(read == 3, line);
    return seen;
}

}
