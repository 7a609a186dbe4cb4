#include "deploy/upkeep_log.hpp"

#include "util/rotating_file.hpp"

namespace deploy {

util::Log upkeep_log(const dokku::Environment& environment) {
    // The reaper lives for weeks and says little: it holds no file open.
    const auto sink = [path = environment.data() / ".upkeep.log"](std::string_view text) {
        util::RotatingFile(path).append(text);
    };
    return {sink, sink};
}

}
