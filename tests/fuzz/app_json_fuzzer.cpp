#include "attempt.hpp"

#include "dokku/formation.hpp"
#include "dokku/healthchecks.hpp"
#include "host/app_json.hpp"

#include <array>

namespace {

constexpr std::array names{"app.json", "app.yml"};

}

/// An app.json, or its YAML twin, as the first byte says.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    if (size == 0) return 0;
    const dokku::SourceFile file{names[data[0] % names.size()], fuzz::text(data + 1, size - 1)};
    fuzz::attempt([&] { dokku::parse_healthchecks(file); });
    fuzz::attempt([&] { dokku::read_max_parallel(file); });
    fuzz::attempt([&] { host::parse_app_json(file.text); });
    return 0;
}
