#pragma once

#include "util/options.hpp"

namespace host {

// As the commands call them.
using util::OptionRule;
using util::Options;
using util::OptionsEnd;
using util::parse_options;

}
