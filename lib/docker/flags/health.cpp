#include "docker/flags/draft_json.hpp"
#include "docker/flags/topics.hpp"
#include "docker/flags/value.hpp"

#include "util/error.hpp"

#include <array>
#include <limits>

namespace docker::flags {

namespace {

constexpr auto retries = integer_between<0, std::numeric_limits<int>::max()>;

/// An empty command leaves the image's.
void set_command(Draft& draft, const Flag& flag, const std::string& value) {
    if (!value.empty()) draft.at(flag.place) = {"CMD-SHELL", value};
    else if (draft.is_set(flag.place)) draft.body["Healthcheck"].erase("Test");
}

bool says_something(const Json& healthcheck) {
    for (const Json& value : healthcheck)
        if (value != 0) return true;
    return false;
}

}

std::span<const Flag> health_flags() {
    static constexpr std::array table{
        Flag{"health-cmd", 0, Takes::value, set_command, "/Healthcheck/Test"},
        Flag{"health-interval", 0, Takes::value, set<duration>, "/Healthcheck/Interval"},
        Flag{"health-retries", 0, Takes::value, set<retries>, "/Healthcheck/Retries"},
        Flag{"health-start-interval", 0, Takes::value, set<duration>, "/Healthcheck/StartInterval", "1.44"},
        Flag{"health-start-period", 0, Takes::value, set<duration>, "/Healthcheck/StartPeriod"},
        Flag{"health-timeout", 0, Takes::value, set<duration>, "/Healthcheck/Timeout"},
        Flag{"no-healthcheck", 0, Takes::switch_value, set<boolean>, "/no-healthcheck"},
    };
    return table;
}

void finish_health(Draft& draft) {
    const bool without = draft.is_set("/no-healthcheck") && draft.at("/no-healthcheck") == true;
    const bool with = draft.is_set("/Healthcheck") && says_something(draft.at("/Healthcheck"));
    draft.body.erase("no-healthcheck");
    if (!with) draft.body.erase("Healthcheck");
    if (with && without) throw util::Error("--no-healthcheck excludes the --health-* flags");
    if (without) draft.at("/Healthcheck/Test") = Json::array({"NONE"});
}

}
