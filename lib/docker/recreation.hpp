#pragma once

#include "docker/types.hpp"

namespace docker {

/// What creates the container of an inspection again, under a name; its networks
/// beyond the first are in further_networks. Throws util::Error if `document` is
/// no inspection.
ContainerSpec recreate(const std::string& document, const std::string& name);

}
