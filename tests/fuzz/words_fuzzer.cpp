#include "util/error.hpp"
#include "util/text.hpp"

/// Whatever the text, it is words or an Error.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    try {
        util::split_words(text);
    } catch (const util::Error&) {}
    return 0;
}
