#include "diagnosis/banners.hpp"

#include <algorithm>
#include <array>

namespace diagnosis {

namespace {

using namespace std::string_view_literals;

struct Banner {
    std::size_t offset;
    std::string_view bytes;     ///< at that offset
    std::string_view contains;  ///< anywhere; empty: whatever
    Protocol protocol;
};

/// The first that fits counts.
constexpr std::array banners = {
    Banner{0, "\x15\x03"sv, "", {"TLS", "tls"}},
    Banner{0, "\x16\x03"sv, "", {"TLS", "tls"}},
    Banner{3, "\x04\0\0\0\0\0"sv, "", {"HTTP/2 without TLS (gRPC?)", "tcp"}},
    Banner{0, "SSH-", "", {"SSH", "tcp"}},
    Banner{0, "220", "SMTP", {"SMTP", "tcp"}},
    Banner{0, "220", "FTP", {"FTP", "tcp"}},
    Banner{0, "220", "", {"SMTP or FTP", "tcp"}},
    Banner{0, "554 ", "", {"SMTP", "tcp"}},
    Banner{0, "AMQP", "", {"AMQP (RabbitMQ?)", "tcp"}},
    Banner{0, "-ERR", "", {"Redis", "tcp"}},
    Banner{0, "-DENIED Redis", "", {"Redis", "tcp"}},
    Banner{0, "-NOAUTH", "", {"Redis", "tcp"}},
    Banner{0, "ERROR\r\n", "", {"memcached", "tcp"}},
    Banner{4, "\x0a"sv, "mysql_native_password", {"MySQL", "tcp"}},
    Banner{4, "\x0a"sv, "caching_sha2_password", {"MySQL", "tcp"}},
    Banner{4, "\xff"sv, "not allowed to connect", {"MySQL", "tcp"}},
    Banner{0, "E"sv, "FATAL", {"PostgreSQL", "tcp"}},
    Banner{0, "+OK", "", {"POP3", "tcp"}},
    Banner{0, "* OK", "", {"IMAP", "tcp"}},
    Banner{0, "INFO {", "", {"NATS", "tcp"}},
    Banner{0, "RFB 00", "", {"VNC", "tcp"}},
    Banner{0, "\xff\xfb"sv, "", {"Telnet", "tcp"}},
    Banner{0, "\xff\xfd"sv, "", {"Telnet", "tcp"}},
    Banner{0, ":", " NOTICE ", {"IRC", "tcp"}},
    Banner{0, "ICY ", "", {"SHOUTcast", "tcp"}},
    Banner{0, "RTSP/", "", {"RTSP", "tcp"}},
    Banner{0, "SIP/", "", {"SIP", "tcp"}},
};

bool fits(const Banner& banner, std::string_view bytes) {
    return bytes.size() >= banner.offset && bytes.substr(banner.offset).starts_with(banner.bytes) &&
           bytes.find(banner.contains) != std::string_view::npos;
}

}

Protocol recognise(std::string_view first_bytes) {
    const auto found = std::find_if(banners.begin(), banners.end(), [first_bytes](const Banner& banner) {
        return fits(banner, first_bytes);
    });
    return found == banners.end() ? Protocol{"", "tcp"} : found->protocol;
}

}
