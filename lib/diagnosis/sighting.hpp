#pragma once

#include "diagnosis/phrase.hpp"
#include "diagnosis/signatures.hpp"

namespace diagnosis {

/// A signature and what showed it.
struct Sighting {
    const Signature* signature;
    std::string line;  ///< printable, bounded
    Values found{};    ///< by the patterns' named groups, and {line}; printable, bounded
};

/// What a verdict and an app's output are searched with.
struct Search {
    health::Code code{};
    std::string_view output;
    std::string_view command{};  ///< as run; for companions
    Values values{};             ///< known besides what patterns find
};

/// The first signature, in their order, that explains the code, that the output
/// shows, and all of whose cause's values are known; of its lines the last.
std::optional<Sighting> sight(const Signatures& signatures, const Search& search);

}
