#include "attempt.hpp"

#include "docker/types_json.hpp"

/// JSON that the Engine might send: nothing in it is a reason to throw.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string text = fuzz::text(data, size);
    const auto json = util::try_parse_json(text);
    if (!json) return 0;
    const auto container = docker::container_from(*json, text);
    container.ip_address();
    container.owns_address("172.17.0.2");
    docker::summary_from(*json);
    docker::image_from(*json);
    util::json_text(*json);
    return 0;
}
