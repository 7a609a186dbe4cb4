#include "deploy/budget.hpp"

namespace deploy {

std::string to_string(const Budget& budget) {
    using util::in_seconds;
    return in_seconds(budget.switched - budget.began) + " s = ask " +
           in_seconds(budget.asked - budget.began) + ", start " + in_seconds(budget.started - budget.asked) +
           ", boot " + in_seconds(budget.accepted - budget.started) + ", switch " +
           in_seconds(budget.switched - budget.accepted);
}

}
