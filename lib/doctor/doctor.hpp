#pragma once

#include "doctor/examinations.hpp"

namespace doctor {

struct Wishes {
    bool fix = false;   ///< carry out the repairs, then look again
    bool json = false;  ///< one array of objects: area, level, text, command
};

/// Examines the host and shows what was found. True if nothing bad is left.
bool examine(const Patient& patient, const Wishes& wishes);

}
