#pragma once

#include "dokku/triggers.hpp"

#include <functional>

namespace dokku {

/// Tells of each trigger that `inner` was asked for, when it has ended: "ports-get shop: 0".
std::unique_ptr<Triggers> make_traced_triggers(std::unique_ptr<Triggers> inner,
                                               std::function<void(const std::string&)> tell);

}
