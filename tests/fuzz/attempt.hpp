#pragma once

#include "util/error.hpp"

#include <string>

namespace fuzz {

/// The input of one run.
inline std::string text(const unsigned char* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

/// Whatever the input, it is taken or refused by a util::Error: anything else
/// that is thrown is a finding.
template <typename Action>
void attempt(Action action) {
    try {
        action();
    } catch (const util::Error&) {}
}

}
