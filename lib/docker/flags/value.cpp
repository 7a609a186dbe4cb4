#include "docker/flags/value.hpp"

#include "util/contains.hpp"
#include "util/error.hpp"
#include "util/text.hpp"

#include <array>
#include <charconv>
#include <limits>

namespace docker::flags {

namespace {

constexpr const char* a_whole_quote = "comma-separated values, a \" only around a whole one";
constexpr std::int64_t billion = 1'000'000'000;

/// The base that a prefix announces, taken off the text.
int take_base(std::string_view& digits) {
    struct Prefix {
        std::string_view text;
        int base;
    };
    static constexpr std::array prefixes{Prefix{"0x", 16}, Prefix{"0X", 16}, Prefix{"0b", 2}, Prefix{"0B", 2},
                                         Prefix{"0o", 8},  Prefix{"0O", 8},  Prefix{"0", 8}};
    for (const Prefix& prefix : prefixes) {
        if (!digits.starts_with(prefix.text) || digits.size() == prefix.text.size()) continue;
        digits.remove_prefix(prefix.text.size());
        return prefix.base;
    }
    return 10;
}

/// Digits in groups: each "_" stands between two digits, behind a prefix it may begin.
std::string ungrouped(std::string_view digits, bool prefixed) {
    const bool misplaced = digits.ends_with('_') || digits.find("__") != std::string_view::npos ||
                           (digits.starts_with('_') && !prefixed);
    return misplaced ? std::string() : util::replace_all(std::string(digits), "_", "");
}

}

void expect(const std::string& expected) { throw util::Error("expected " + expected); }

void out_of_range(std::int64_t lowest, std::int64_t highest) {
    expect("a number from " + std::to_string(lowest) + " to " + std::to_string(highest));
}

Pair cut(const std::string& value, char separator) {
    const auto at = value.find(separator);
    if (at == std::string::npos) return {value, "", false};
    return {value.substr(0, at), value.substr(at + 1), true};
}

bool boolean(const std::string& value) {
    static constexpr std::array<std::string_view, 6> yes = {"1", "t", "T", "true", "TRUE", "True"};
    static constexpr std::array<std::string_view, 6> no = {"0", "f", "F", "false", "FALSE", "False"};
    const bool is_yes = util::contains(yes, value);
    if (!is_yes && !util::contains(no, value)) expect("true or false");
    return is_yes;
}

std::int64_t integer(const std::string& value) {
    std::string_view digits = value;
    const bool negative = digits.starts_with('-');
    if (negative || digits.starts_with('+')) digits.remove_prefix(1);
    const std::size_t whole = digits.size();
    const int base = take_base(digits);
    const std::string plain = ungrouped(digits, digits.size() < whole);
    std::uint64_t magnitude = 0;
    const auto [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), magnitude, base);
    const std::uint64_t highest =
        static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()) + (negative ? 1 : 0);
    const bool bad =
        plain.empty() || error != std::errc() || end != plain.data() + plain.size() || magnitude > highest;
    if (bad) expect("a whole number");
    return static_cast<std::int64_t>(negative ? ~magnitude + 1 : magnitude);
}

std::int64_t nano_cpus(const std::string& value) {
    const Pair fraction = cut(value, '/');
    const std::string wanted = "a number of CPUs such as 1.5";
    const auto decimal = [&](const std::string& text) {
        const bool negative = text.starts_with('-');
        const Pair parts = cut(negative || text.starts_with('+') ? text.substr(1) : text, '.');
        std::string places = parts.value;
        while (places.ends_with('0')) places.pop_back();
        if (places.size() > 9) expect("at most nine decimal places");
        places.resize(9, '0');
        if (parts.key.empty() && parts.value.empty()) expect(wanted);
        const auto whole = parts.key.empty() ? 0 : util::parse_number(parts.key, 0, billion);
        const auto rest = util::parse_number(places, 0, billion - 1);
        if (!whole || !rest) expect(wanted);
        return (negative ? -1 : 1) * (*whole * billion + *rest);
    };
    if (!fraction.has_value) return decimal(value);
    const auto above = util::parse_number(fraction.key, 0, billion);
    const auto below = util::parse_number(fraction.value, 1, billion);
    if (!above || !below) expect(wanted);
    if (*above * billion % *below != 0) expect("at most nine decimal places");
    return *above * billion / *below;
}

std::vector<std::string> csv(const std::string& value) {
    std::vector<std::string> fields(1);
    bool quoted = false;
    for (std::size_t i = 0; i < value.size(); ++i) {
        const char c = value[i];
        const bool at_start = fields.back().empty() && (i == 0 || value[i - 1] == ',');
        if (quoted && c == '"' && i + 1 < value.size() && value[i + 1] == '"') fields.back() += value[++i];
        else if (c == '"' && quoted && i + 1 < value.size() && value[i + 1] != ',') expect(a_whole_quote);
        else if (c == '"' && (quoted || at_start)) quoted = !quoted;
        else if (c == '"') expect(a_whole_quote);
        else if (c == ',' && !quoted) fields.emplace_back();
        else fields.back() += c;
    }
    if (quoted) expect("comma-separated values, every \" closed");
    return fields;
}

}
