#include "deploy/state_version.hpp"

namespace deploy {

int state_version() { return 1; }

}
