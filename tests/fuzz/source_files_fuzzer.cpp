#include "attempt.hpp"

#include "dokku/config.hpp"
#include "dokku/healthchecks.hpp"
#include "host/procfile.hpp"

/// CHECKS, Procfile and dotenv files.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string text = fuzz::text(data, size);
    fuzz::attempt([&] { dokku::parse_checks_file({"CHECKS", text}); });
    fuzz::attempt([&] {
        for (const auto& [type, command] : host::parse_procfile(text))
            host::expand_variables(command, {{"A", "$A"}});
    });
    fuzz::attempt([&] {
        const dokku::Config config = dokku::parse_env_file(text);
        if (dokku::parse_env_file(dokku::format_env_file(config)) != config)
            throw std::logic_error("another configuration was written than was read");
    });
    return 0;
}
