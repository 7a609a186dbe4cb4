#pragma once

#include "dokku/app.hpp"

namespace dokku {

/// Fills in what stands in files: settings, the explicit port map, certificate,
/// proxy, flags. Throws util::Error.
void read_app_files(const Environment& environment, App& app);

}
