#pragma once

#include "util/clock.hpp"

#include <string>

namespace deploy {

/// Where the time of a deploy went: the moments at which its stages ended.
struct Budget {
    util::Steady began;
    util::Steady asked;     ///< Dokku and the Engine have answered
    util::Steady started;   ///< the last container was started
    util::Steady accepted;  ///< the last one was healthy
    util::Steady switched;  ///< the new release serves
};

/// "4.2 s = ask 0.6, start 0.4, boot 2.8, switch 0.4".
std::string to_string(const Budget& budget);

}
