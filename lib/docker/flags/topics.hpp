#pragma once

#include "docker/flags/flag.hpp"

#include <span>

/// The flags by what they are about: a part of the table each and, where several
/// flags mean something only together, what is done when all have been read.
namespace docker::flags {

std::span<const Flag> process_flags();
void finish_process(Draft& draft);

std::span<const Flag> environment_flags();
void finish_environment(Draft& draft);

std::span<const Flag> security_flags();
void finish_security(Draft& draft);

std::span<const Flag> network_flags();
void finish_network(Draft& draft);

std::span<const Flag> name_flags();

std::span<const Flag> port_flags();

std::span<const Flag> storage_flags();
void finish_storage(Draft& draft);

std::span<const Flag> health_flags();
void finish_health(Draft& draft);

std::span<const Flag> resource_flags();

std::span<const Flag> device_flags();
void finish_devices(Draft& draft);

std::span<const Flag> limit_flags();
void finish_limits(Draft& draft);

}
