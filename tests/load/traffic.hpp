#pragma once

#include "tally.hpp"
#include "util/parallel.hpp"

#include <list>
#include <string>

namespace load {

/// Every kind of client asks one app, from here to the end of the scope.
class Traffic {
public:
    explicit Traffic(const std::string& app);
    /// Lets every request that is under way come to its end.
    const Tally& end();

private:
    Tally tally_;
    std::list<util::Background> clients_;
};

}
