#pragma once

#include "docker/transport.hpp"

#include <memory>

namespace docker {

/// Tells of each call to `inner` when it has ended: "POST /v1.41/containers/ID/start: 204
/// after 180 ms", or without a status where there was no answer. Never a body.
std::unique_ptr<Transport> make_traced_transport(std::unique_ptr<Transport> inner,
                                                 std::function<void(const std::string&)> tell);

}
