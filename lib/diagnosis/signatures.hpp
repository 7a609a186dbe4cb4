#pragma once

#include "health/verdict.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace diagnosis {

/// A pattern in an app's output that tells more than the verdict does.
struct Signature {
    std::string_view id;
    std::string_view text;   ///< in one line of the output
    std::string_view text2;  ///< in the same line; empty: nothing more
    std::string_view cause;
    std::string_view fix;  ///< lines
};

/// A signature and the line that showed it.
struct Sighting {
    const Signature* signature;
    std::string line;  ///< printable, bounded
};

/// The first signature, in the table's order, that the output shows; of its
/// lines the last.
std::optional<Sighting> find_signature(std::string_view output);

/// Whether Gunicorn said that it kills workers that take too long.
bool shows_worker_timeout(std::string_view output);

}
