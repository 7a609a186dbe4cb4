#pragma once

#include <string>

namespace conformance {

/// Whether `text` is what `expected` says. In it {id}, {short-id}, {ip}, {number},
/// {seconds}, {time} and, within a line, {any} stand for whatever looks like that.
bool matches(const std::string& expected, const std::string& text);

}
