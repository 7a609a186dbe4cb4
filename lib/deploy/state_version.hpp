#pragma once

namespace deploy {

/// The layout of the records that one program leaves for another: journals and
/// retirements. Raised when a program that knows only the layout before would
/// misread them. Programs meet at an upgrade: a deploy or a reaper of the old one
/// runs on while the new one is started for the next trigger.
int state_version();

}
