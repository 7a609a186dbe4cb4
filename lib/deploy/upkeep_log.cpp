#include "deploy/upkeep_log.hpp"

#include "util/rotating_file.hpp"

namespace deploy {

util::Log upkeep_log(const dokku::Environment& environment) {
    const auto sink = [file = util::RotatingFile(environment.data() / ".upkeep.log")](std::string_view text) {
        file.append(text);
    };
    return {sink, sink};
}

}
