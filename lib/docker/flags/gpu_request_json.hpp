#pragma once

#include "docker/json.hpp"

namespace docker::flags {

/// The DeviceRequest of a value of --gpus: all, 2, device=0, "device=0,1" in
/// quotes, driver=nvidia,count=1. Throws util::Error "expected ...".
json::Json gpu_request(const std::string& value);

}
