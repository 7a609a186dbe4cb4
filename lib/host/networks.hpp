#pragma once

#include "host/host.hpp"

namespace host {

/// Connects a container to the networks of a comma list property of its app,
/// attach-post-create or attach-post-deploy; no error if it is connected.
void attach_container(Host& host, const std::string& app, const std::string& container_id,
                      const std::string& property);

/// Connects all serving containers of an app to those of attach-post-deploy.
void attach_deployed(Host& host, const std::string& app);

}
