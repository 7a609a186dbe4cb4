#include "attempt.hpp"

#include "docker/frame_decoder.hpp"
#include "docker/line_buffer.hpp"

#include <algorithm>
#include <cstdlib>

namespace {

constexpr std::size_t longest_line = 64;

}

/// The output of a container in pieces, whose size is the first byte.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    if (size == 0) return 0;
    const std::size_t piece = data[0] + 1U;
    docker::LineBuffer lines(longest_line, [](std::string_view line) {
        if (line.size() > longest_line) std::abort();
    });
    docker::FrameDecoder frames(
        [&](docker::FrameDecoder::Stream, std::string_view payload) { lines.feed(payload); });
    const std::string bytes = fuzz::text(data + 1, size - 1);
    for (std::size_t at = 0; at < bytes.size(); at += piece)
        frames.feed(std::string_view(bytes).substr(at, piece));
    lines.finish();
    return 0;
}
