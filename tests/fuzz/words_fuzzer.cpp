#include "attempt.hpp"

#include "util/text.hpp"

/// What the shell would make of a line.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    fuzz::attempt([&] { util::split_words(fuzz::text(data, size)); });
    return 0;
}
