#pragma once

#include <map>
#include <string>
#include <vector>

namespace load {

/// All that deploys could leave behind on the host, by kind: containers, networks,
/// images, volumes, files, processes, and the reaper's open descriptors.
using Holdings = std::map<std::string, std::vector<std::string>>;

Holdings look_at_host();

/// The kinds of which `after` has more than `before`, with all there is of them;
/// empty when nothing was left behind.
std::string left_behind(const Holdings& before, const Holdings& after);

/// Of the reaper that runs; 0 when none does.
long reaper_memory_in_kib();

}
