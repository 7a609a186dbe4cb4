#pragma once

#include "host/host.hpp"

namespace host {

/// Builds a revision of an app's repository and deploys it: what a push does.
/// Returns the exit status; after a failure the app's image, Procfile, app.json
/// and detected ports are those of before, so that the next restart runs what
/// serves now. Only one at a time; throws util::Error if one is running, or
/// if the scheduler that the app has selected is not there.
int release(Host& host, const std::string& app, const std::string& revision);

}
