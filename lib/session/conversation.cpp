#include "session/conversation.hpp"

#include "session/relay.hpp"
#include "util/error.hpp"
#include "util/parallel.hpp"
#include "util/terminal.hpp"

namespace session {

namespace {

/// A command that has just ended has no terminal any more.
void try_to_resize(const Streams& ours, const Resize& resize, const std::stop_token& stop) {
    try {
        if (const auto size = window_of(ours)) resize(*size, stop);
    } catch (const util::Error&) {
    } catch (const util::Interrupted&) {}
}

void follow_window(const Streams& ours, const Resize& resize, const std::stop_token& stop) {
    util::WindowChanges changes;
    do try_to_resize(ours, resize, stop);
    while (changes.wait(stop));
}

}

void converse(const deploy::World& world, docker::Hijacked connection, const docker::Console& console,
              const Streams& ours, const Resize& resize) {
    if (!console.terminal) return relay(std::move(connection), console, ours, world.stop);
    std::optional<util::RawTerminal> raw;
    if (util::is_terminal(ours.input)) raw.emplace(ours.input);
    const util::Background window([&](const std::stop_token& stop) { follow_window(ours, resize, stop); });
    relay(std::move(connection), console, ours, world.stop);
}

}
