#include "session/output.hpp"

#include "util/error.hpp"

#include <unistd.h>
#include <cerrno>

namespace session {

docker::OnOutput standard_output() {
    return [](docker::FrameDecoder::Stream stream, std::string_view payload) {
        const int descriptor = stream == docker::FrameDecoder::error ? STDERR_FILENO : STDOUT_FILENO;
        while (!payload.empty()) {
            const ssize_t written = ::write(descriptor, payload.data(), payload.size());
            if (written < 0 && errno != EINTR) util::throw_errno("the output cannot be written");
            if (written > 0) payload.remove_prefix(static_cast<std::size_t>(written));
        }
    };
}

}
