#include "attempt.hpp"

#include "host/pushed_references.hpp"

#include <sstream>

/// What git tells a hook of a push.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    fuzz::attempt([&] {
        std::istringstream input(fuzz::text(data, size));
        for (const host::PushedReference& pushed : host::read_pushed_references(input)) pushed.short_name();
    });
    return 0;
}
