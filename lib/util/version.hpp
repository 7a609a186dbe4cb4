#pragma once

namespace util {

/// The project's, "1.2.3".
extern const char* const version;

}
