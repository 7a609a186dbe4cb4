#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// The values of flags, as the docker CLI reads them. All throw util::Error
/// "expected ..." for what it would not take.
namespace docker::flags {

inline std::string text(const std::string& value) { return value; }

/// 1, t, true, 0, f, false in small, capital or initial capital letters.
bool boolean(const std::string& value);

/// With a base prefix: 10, 0x10, 0o10, 010, 0b10; digits may be grouped by "_".
std::int64_t integer(const std::string& value);

/// An integer in [lowest, highest].
template <std::int64_t lowest, std::int64_t highest>
std::int64_t integer_between(const std::string& value);

/// Bytes: 512m, "1.5 GiB", 100.
std::int64_t size(const std::string& value);
/// As size(), or -1.
std::int64_t size_or_unlimited(const std::string& value);

/// Billionths of a CPU: 1.5, 1/3 is too precise.
std::int64_t nano_cpus(const std::string& value);

/// Nanoseconds: 1h30m, 2.5s, 100ms, 0; never negative.
std::int64_t duration(const std::string& value);

/// An IPv4 or IPv6 address in its usual form.
std::string ip_address(const std::string& value);
std::string ipv4_address(const std::string& value);
std::string ipv6_address(const std::string& value);

/// One record of comma-separated values; "..." keeps commas, "" in it is a quote.
std::vector<std::string> csv(const std::string& value);

/// What is before the first `separator` and what behind it; empty without one.
struct Pair {
    std::string key;
    std::string value;
    bool has_value = false;
};
Pair cut(const std::string& value, char separator);

/// Throws util::Error "`expected`".
[[noreturn]] void expect(const std::string& expected);
[[noreturn]] void out_of_range(std::int64_t lowest, std::int64_t highest);

template <std::int64_t lowest, std::int64_t highest>
std::int64_t integer_between(const std::string& value) {
    const std::int64_t number = integer(value);
    if (number < lowest || number > highest) out_of_range(lowest, highest);
    return number;
}

}
