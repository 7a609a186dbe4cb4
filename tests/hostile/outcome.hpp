#pragma once

#include "engine/standalone_host.hpp"

#include <string>

namespace hostile {

/// One clear error: refused, not crashed, said in a few lines that a terminal shows as they are.
void check_is_refused(const util::Ended& ended);

/// Done or refused, but neither crashed nor a flood.
void check_is_bounded(const util::Ended& ended);

/// A trigger, run as Dokku does.
util::Ended trigger(std::vector<std::string> words);

/// The files of the host, and what lies beside it where ../ would lead.
std::string files();

}
