#include "attempt.hpp"

#include "health/sockets.hpp"

/// Rows of /proc/PID/net/tcp and tcp6.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    health::SocketTable table;
    for (const auto family : {health::Family::ipv4, health::Family::ipv6})
        health::read_rows(fuzz::text(data, size), family, table);
    return 0;
}
