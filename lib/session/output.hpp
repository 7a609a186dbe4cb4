#pragma once

#include "docker/attach.hpp"

namespace session {

/// Writes a container's streams to those of this process, byte by byte as they
/// are. Throws util::Error when nobody reads them any more.
docker::OnOutput standard_output();

}
