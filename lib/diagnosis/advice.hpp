#pragma once

#include "diagnosis/facts.hpp"

namespace diagnosis {

/// What a verdict means and what is to be done. Phrases; `fix` and `avoid` hold
/// lines, and a line whose values are missing is left out.
struct Advice {
    std::string_view cause;
    std::string_view fix;
    std::string_view avoid;
};

Advice advice(const Facts& facts);

}
