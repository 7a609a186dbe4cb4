#include "docker/flags/value.hpp"

#include "util/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace docker::flags {

namespace {

constexpr const char* a_size = "a size such as 512m or 1g";
constexpr const char* a_duration = "a time such as 30s or 1m30s";
constexpr double largest = 9.2e18;

struct Unit {
    std::string_view name;
    double worth;
};

constexpr std::array sizes{Unit{"", 1},       Unit{"b", 1},      Unit{"k", 0x1p10}, Unit{"m", 0x1p20},
                           Unit{"g", 0x1p30}, Unit{"t", 0x1p40}, Unit{"p", 0x1p50}};

/// Longer names first: "ms" is no "m".
constexpr std::array times{Unit{"ns", 1},   Unit{"us", 1e3}, Unit{"\xC2\xB5s", 1e3}, Unit{"\xCE\xBCs", 1e3},
                           Unit{"ms", 1e6}, Unit{"s", 1e9},  Unit{"m", 6e10},        Unit{"h", 3.6e12}};

/// "kib", "kb" and "k" are the same; "b" stands alone.
std::string without_byte(std::string suffix) {
    const bool multiple = suffix.size() > 1 && suffix[0] != 'b';
    if (multiple && (suffix.substr(1) == "b" || suffix.substr(1) == "ib")) suffix.resize(1);
    return suffix;
}

double decimal(std::string_view number, const char* wanted) {
    double amount = 0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), amount);
    const bool whole = end == number.data() + number.size() && !number.empty();
    if (error != std::errc() || !whole || amount < 0 || !std::isfinite(amount)) expect(wanted);
    return amount;
}

std::int64_t bounded(double amount, const char* wanted) {
    if (amount >= largest) expect(wanted);
    return static_cast<std::int64_t>(amount);
}

}

std::int64_t size(const std::string& value) {
    const auto blank = value.find(' ');
    const auto digit = value.find_last_of("0123456789.");
    if (blank == std::string::npos && digit == std::string::npos) expect(a_size);
    const std::size_t length = blank == std::string::npos ? digit + 1 : blank;
    const std::string rest = value.substr(blank == std::string::npos ? length : length + 1);
    const std::string suffix = without_byte(util::to_lower(rest));
    for (const Unit& unit : sizes)
        if (unit.name == suffix)
            return bounded(decimal(value.substr(0, length), a_size) * unit.worth, a_size);
    expect(a_size);
}

std::int64_t size_or_unlimited(const std::string& value) { return value == "-1" ? -1 : size(value); }

std::int64_t duration(const std::string& value) {
    std::string_view rest = value;
    if (rest.starts_with('+')) rest.remove_prefix(1);
    if (rest == "0") return 0;
    if (rest.empty()) expect(a_duration);
    double sum = 0;
    while (!rest.empty()) {
        const std::size_t digits = std::min(rest.find_first_not_of("0123456789."), rest.size());
        const std::string_view behind = rest.substr(digits);
        const std::string_view name = behind.substr(0, behind.find_first_of("0123456789."));
        const auto* unit =
            std::find_if(times.begin(), times.end(), [&](const Unit& u) { return u.name == name; });
        if (unit == times.end()) expect(a_duration);
        sum += decimal(rest.substr(0, digits), a_duration) * unit->worth;
        rest = behind.substr(name.size());
    }
    return bounded(sum, a_duration);
}

}
