#pragma once

#include "util/clock.hpp"

#include <string>
#include <vector>

namespace bench {

using Microseconds = std::chrono::microseconds;

/// Of an odd number of them. The measurements come in any order.
Microseconds median(std::vector<Microseconds> times);
/// The smallest value that `share` of the times do not exceed, 0 < share <= 1.
Microseconds quantile(std::vector<Microseconds> times, double share);
/// "12.3 ms".
std::string milliseconds(Microseconds time);
/// "1.07".
std::string decimal(double value);

/// Prints one line of the table, as Markdown, and fails the case if it does not hold.
void line(const std::string& what, const std::string& measured, const std::string& bound, bool holds);
/// One without a bound.
void line(const std::string& what, const std::string& measured);

}
