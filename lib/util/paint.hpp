#pragma once

#include <string>
#include <string_view>

namespace util {

/// What a part of a line is, for a terminal that has colours.
enum class Paint { alarm, heading, command };

/// Whether a descriptor is a terminal that may be sent colours: not with
/// NO_COLOR, and not with TERM=dumb.
bool takes_colours(int descriptor);

/// The text between the sequences that turn its colour on and off.
std::string painted(std::string_view text, Paint paint);

/// The text without any such sequences.
std::string without_colours(std::string_view text);

}
