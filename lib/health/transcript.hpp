#pragma once

#include "util/clock.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace health {

/// The attempts of a probe, equal ones in a row drawn together:
/// "0.1-3.9 s refused x14, 4.0-5.2 s 503 x4". Bounded, however many there are.
class Transcript {
public:
    /// `at` counts from the probe's beginning.
    void add(util::Milliseconds at, const std::string& outcome);
    bool empty() const { return runs_.empty(); }
    std::string text() const;

private:
    struct Run {
        util::Milliseconds first;
        util::Milliseconds last;
        std::string outcome;
        std::size_t count = 1;
    };
    static std::string describe(const Run& run);

    std::vector<Run> runs_;
    std::size_t left_out_ = 0;
};

}
