#include "attempt.hpp"

#include "docker/run_options.hpp"
#include "util/text.hpp"

#include <array>

namespace {

/// What flags mean depends on the Engine's age.
constexpr std::array versions{"1.41", "1.43", "1.44", "1.51"};

}

/// docker run flags.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    fuzz::attempt([&] {
        docker::parse_run_options(util::split_words(fuzz::text(data, size)),
                                  {.image = "image",
                                   .environment = {{"KNOWN", "a=b"}},
                                   .api_version = versions[size % versions.size()]});
    });
    return 0;
}
