#pragma once

#include <cstdlib>

namespace endurance {

/// Whether packaging/test --endurance runs this, in its long form.
inline bool is_wanted() {
    const char* variable = std::getenv("ENDURANCE");
    return variable != nullptr && *variable != '\0';
}

/// How often something is done in packaging/test and in its long form.
inline int times(int briefly, int at_length) { return is_wanted() ? at_length : briefly; }

}
