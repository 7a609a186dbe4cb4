#pragma once

#include <string>

namespace support {

/// One frame of the Engine's multiplexed streams: 1 is stdout, 2 is stderr.
inline std::string frame(int stream, const std::string& payload) {
    std::string bytes{static_cast<char>(stream), 0, 0, 0};
    for (int shift = 24; shift >= 0; shift -= 8)
        bytes += static_cast<char>((payload.size() >> shift) & 0xFFU);
    return bytes + payload;
}

}
