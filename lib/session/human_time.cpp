#include "session/human_time.hpp"

#include <array>
#include <ctime>

namespace session {

namespace {

constexpr std::int64_t minute = 60;
constexpr std::int64_t hour = 60 * minute;
constexpr std::int64_t day = 24 * hour;

/// The unit for ages below `limit` seconds.
struct Unit {
    std::int64_t limit;
    std::int64_t seconds;
    const char* name;
};
constexpr std::array units{Unit{minute, 1, " seconds"},       Unit{hour, minute, " minutes"},
                           Unit{2 * day, hour, " hours"},     Unit{14 * day, day, " days"},
                           Unit{60 * day, 7 * day, " weeks"}, Unit{730 * day, 30 * day, " months"}};

}

std::string human_duration(util::Seconds age) {
    const std::int64_t seconds = age.count();
    // The CLI rounds hours, and nothing else.
    const std::int64_t rounded = seconds < hour ? seconds : (seconds + hour / 2) / hour * hour;
    if (seconds < 1) return "Less than a second";
    if (seconds == 1) return "1 second";
    if (rounded >= minute && rounded < 2 * minute) return "About a minute";
    if (rounded >= hour && rounded < 2 * hour) return "About an hour";
    for (const Unit& unit : units)
        if (rounded < unit.limit) return std::to_string(rounded / unit.seconds) + unit.name;
    return std::to_string(seconds / (365 * day)) + " years";
}

std::string utc_time(std::int64_t epoch) {
    const std::time_t moment = epoch;
    std::tm parts{};
    std::array<char, 64> text{};
    if (::gmtime_r(&moment, &parts) == nullptr) return {};
    std::strftime(text.data(), text.size(), "%Y-%m-%d %H:%M:%S +0000 UTC", &parts);
    return text.data();
}

}
