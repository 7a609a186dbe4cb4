#include "docker/console.hpp"

namespace docker {

std::string query_of(const util::WindowSize& size) {
    return "h=" + std::to_string(size.rows) + "&w=" + std::to_string(size.columns);
}

}
