#pragma once

#include "cell.hpp"

namespace matrix {

/// What became of a cell.
struct Trial {
    std::string found{};                ///< the code
    std::vector<std::string> wrong{};   ///< what is not as it should be, a line each
    double seconds = 0;                 ///< that its checks took
    std::vector<std::string> output{};  ///< of the push, as a user sees it
};

/// Deploys the cell as an app of its own, by git push, and destroys it again.
Trial try_out(const Cell& cell);

/// "nginx  other port  OTHER_PORT  OTHER_PORT  20.1 s of 20 s  right": a row of the table.
std::string row(const Cell& cell, const Trial& trial);

}
