#include "host/app_use.hpp"

#include "dokku/names.hpp"
#include "util/clock.hpp"
#include "util/error.hpp"

#include <algorithm>

namespace host {

namespace {

using How = util::DirectoryLock::How;

constexpr util::Seconds longest_wait{60};
constexpr util::Milliseconds look_every{50};

}

std::optional<util::DirectoryLock> use_app(const Host& host, const Words& words) {
    const auto names_app = [&](const std::string& word) {
        return dokku::is_app_name(word) &&
               std::filesystem::is_directory(host.environment.app_directory(word));
    };
    const auto app = std::find_if(words.begin(), words.end(), names_app);
    if (app == words.end()) return {};
    auto lock = util::DirectoryLock::try_take(host.environment.app_directory(*app), How::shared);
    if (!lock) throw util::Error(*app + " is being destroyed");
    return lock;
}

std::optional<util::DirectoryLock> try_to_have_app_alone(const Host& host, const std::string& app) {
    return util::DirectoryLock::try_take(host.environment.app_directory(app), How::alone);
}

std::optional<util::DirectoryLock> have_app_alone(const Host& host, const std::string& app) {
    util::SystemClock clock;
    const util::Steady give_up = clock.now() + longest_wait;
    for (;;) {
        auto lock = try_to_have_app_alone(host, app);
        if (lock || clock.now() >= give_up) return lock;
        dokku::verify_app_exists(host.environment, app);
        clock.sleep_for(look_every, host.stop);
        if (host.stop.stop_requested()) throw util::Interrupted();
    }
}

}
