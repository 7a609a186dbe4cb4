#include "docker/run_options.hpp"
#include "util/error.hpp"
#include "util/text.hpp"

#include <array>

namespace {

/// What flags mean depends on the Engine's age.
constexpr std::array versions{"1.41", "1.43", "1.44", "1.51"};

}

/// Whatever the flags, they describe a container or are refused by an Error.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    try {
        docker::parse_run_options(util::split_words(text), {.image = "image",
                                                            .environment = {{"KNOWN", "a=b"}},
                                                            .api_version = versions[size % versions.size()]});
    } catch (const util::Error&) {}
    return 0;
}
