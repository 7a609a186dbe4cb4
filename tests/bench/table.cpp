#include "table.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace bench {

namespace {

void print(const std::string& what, const std::string& measured, const std::string& bound,
           const std::string& verdict) {
    std::printf("| %s | %s | %s | %s |\n", what.c_str(), measured.c_str(), bound.c_str(), verdict.c_str());
    std::fflush(stdout);
}

}

Microseconds median(std::vector<Microseconds> times) { return quantile(std::move(times), 0.5); }

Microseconds quantile(std::vector<Microseconds> times, double share) {
    std::sort(times.begin(), times.end());
    const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(times.size())));
    return times.at(std::max<std::size_t>(rank, 1) - 1);
}

std::string milliseconds(Microseconds time) {
    char text[32];
    std::snprintf(text, sizeof text, "%.1f ms", static_cast<double>(time.count()) / 1000);
    return text;
}

std::string decimal(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.2f", value);
    return text;
}

void line(const std::string& what, const std::string& measured, const std::string& bound, bool holds) {
    print(what, measured, bound, holds ? "holds" : "**missed**");
    CHECK_MESSAGE(holds, (what + ": " + measured + ", at most " + bound));
}

void line(const std::string& what, const std::string& measured) { print(what, measured, "", ""); }

}
