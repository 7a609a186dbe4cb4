#include "diagnosis/banners.hpp"

#include <algorithm>
#include <array>

namespace diagnosis {

namespace {

using namespace std::string_view_literals;

constexpr std::string_view to_http = "";  ///< said to an HTTP request, or before it
constexpr std::string_view hello = "TLS ClientHello";
constexpr std::string_view ssl_request = "PostgreSQL SSLRequest";
constexpr std::string_view ping = "Redis PING";
constexpr std::string_view get_values = "FastCGI GET_VALUES";
constexpr std::string_view preface = "HTTP/2 preface";

constexpr Protocol tls{"TLS", "tls"};
constexpr Protocol http_2{"HTTP/2 without TLS (gRPC?)", "tcp"};
constexpr Protocol redis{"Redis", "tcp"};
constexpr Protocol memcached{"memcached", "tcp"};
constexpr Protocol mysql{"MySQL", "tcp"};
constexpr Protocol postgresql{"PostgreSQL", "tcp"};

struct Banner {
    std::string_view question;
    std::size_t offset;
    std::string_view bytes;     ///< at that offset
    std::string_view contains;  ///< anywhere; empty: whatever
    Protocol protocol;
};

/// The first that fits counts.
constexpr std::array banners = {
    Banner{to_http, 0, "\x15\x03"sv, "", tls},
    Banner{to_http, 0, "\x16\x03"sv, "", tls},
    Banner{to_http, 0, "HTTP/1.", "HTTP request was sent to HTTPS port", tls},        // nginx
    Banner{to_http, 0, "HTTP/1.", "HTTP request to an HTTPS server", tls},            // Go
    Banner{to_http, 0, "HTTP/1.", "speaking plain HTTP to an SSL-enabled", tls},      // Apache
    Banner{to_http, 0, "HTTP/1.", "combination of host and port requires TLS", tls},  // Tomcat
    Banner{to_http, 0, "HTTP/1.", "MongoDB over HTTP", {"MongoDB", "tcp"}},
    Banner{to_http, 3, "\x04\0\0\0\0\0"sv, "", http_2},
    Banner{to_http, 0, "SSH-", "", {"SSH", "tcp"}},
    Banner{to_http, 0, "220", "SMTP", {"SMTP", "tcp"}},
    Banner{to_http, 0, "220", "FTP", {"FTP", "tcp"}},
    Banner{to_http, 0, "220", "", {"SMTP or FTP", "tcp"}},
    Banner{to_http, 0, "554 ", "", {"SMTP", "tcp"}},
    Banner{to_http, 0, "AMQP", "", {"AMQP (RabbitMQ?)", "tcp"}},
    Banner{to_http, 0, "-ERR", "", redis},
    Banner{to_http, 0, "-DENIED Redis", "", redis},
    Banner{to_http, 0, "-NOAUTH", "", redis},
    Banner{to_http, 0, "ERROR\r\n", "", memcached},
    Banner{to_http, 4, "\x0a"sv, "mysql_native_password", mysql},
    Banner{to_http, 4, "\x0a"sv, "caching_sha2_password", mysql},
    Banner{to_http, 4, "\x0a"sv, "mariadb", mysql},
    Banner{to_http, 4, "\xff"sv, "not allowed to connect", mysql},
    Banner{to_http, 0, "E"sv, "FATAL", postgresql},
    Banner{to_http, 0, "+OK", "", {"POP3", "tcp"}},
    Banner{to_http, 0, "* OK", "", {"IMAP", "tcp"}},
    Banner{to_http, 0, "INFO {", "", {"NATS", "tcp"}},
    Banner{to_http, 0, "RFB 00", "", {"VNC", "tcp"}},
    Banner{to_http, 0, "\xff\xfb"sv, "", {"Telnet", "tcp"}},
    Banner{to_http, 0, "\xff\xfd"sv, "", {"Telnet", "tcp"}},
    Banner{to_http, 0, ":", " NOTICE ", {"IRC", "tcp"}},
    Banner{to_http, 0, "ICY ", "", {"SHOUTcast", "tcp"}},
    Banner{to_http, 0, "RTSP/", "", {"RTSP", "tcp"}},
    Banner{to_http, 0, "SIP/", "", {"SIP", "tcp"}},
    Banner{hello, 0, "\x16\x03"sv, "", tls},
    Banner{hello, 0, "\x15\x03"sv, "", tls},
    Banner{ping, 0, "+PONG", "", redis},
    Banner{ping, 0, "-NOAUTH", "", redis},
    Banner{ping, 0, "-DENIED Redis", "", redis},
    Banner{ping, 0, "ERROR\r\n", "", memcached},
    Banner{get_values, 0, "\x01\x0a\0\0"sv, "FCGI_MPXS_CONNS", {"FastCGI", "tcp"}},
    Banner{preface, 3, "\x04\0\0\0\0\0"sv, "", http_2},
};

bool fits(const Banner& banner, const health::Reply& reply) {
    const std::string_view bytes = reply.bytes;
    return banner.question == reply.question && bytes.size() >= banner.offset &&
           bytes.substr(banner.offset).starts_with(banner.bytes) &&
           bytes.find(banner.contains) != std::string_view::npos;
}

/// One letter: whether it would go on with TLS.
bool is_postgresql(const health::Reply& reply) {
    return reply.question == ssl_request && (reply.bytes == "S" || reply.bytes == "N");
}

}

Protocol recognise(const health::Reply& reply) {
    if (is_postgresql(reply)) return postgresql;
    const auto found = std::find_if(banners.begin(), banners.end(),
                                    [&reply](const Banner& banner) { return fits(banner, reply); });
    return found == banners.end() ? Protocol{"", "tcp"} : found->protocol;
}

Protocol recognise(std::string_view first_bytes) {
    return recognise(health::Reply{std::string(to_http), std::string(first_bytes)});
}

}
