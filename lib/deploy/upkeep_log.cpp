#include "deploy/upkeep_log.hpp"

#include "util/rotating_file.hpp"

#include <memory>

namespace deploy {

util::Log upkeep_log(const dokku::Environment& environment) {
    const auto file = std::make_shared<util::RotatingFile>(environment.data() / ".upkeep.log");
    const auto sink = [file](std::string_view text) { file->append(text); };
    return {sink, sink};
}

}
