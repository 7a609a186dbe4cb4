#include "attempt.hpp"

#include "dokku/exported_config.hpp"
#include "dokku/labels.hpp"
#include "dokku/names.hpp"
#include "dokku/ports.hpp"
#include "dokku/scale.hpp"
#include "util/text.hpp"

/// What other plugins answer, and the names they pass.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string text = fuzz::text(data, size);
    fuzz::attempt([&] { dokku::parse_scale(text); });
    fuzz::attempt([&] { dokku::parse_exported_config(text); });
    fuzz::attempt([&] { dokku::parse_port_mappings(util::lines(text)); });
    fuzz::attempt([&] { dokku::verify_app_name(text); });
    fuzz::attempt([&] { dokku::verify_process_type(text); });
    fuzz::attempt([&] { dokku::verify_image_name(text); });
    dokku::parse_replica(text);
    return 0;
}
