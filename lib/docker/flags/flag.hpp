#pragma once

#include <string>
#include <string_view>

namespace docker::flags {

struct Draft;

enum class Takes { value, switch_value };

/// One row of the table of docker run flags.
struct Flag {
    std::string_view name;  ///< without the dashes
    char letter;            ///< of its short form; '\0': none
    Takes takes;
    /// Puts a value into the draft. Throws util::Error "expected ...".
    void (*apply)(Draft& draft, const Flag& flag, const std::string& value);
    /// Where the value goes: a JSON pointer into the create body, or the name
    /// under which it is collected until all flags have been read.
    const char* place = "";
    const char* since = "";  ///< the API version it needs; empty: any that is spoken
};

}
