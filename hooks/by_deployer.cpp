#include "deployer.hpp"

#include "util/process.hpp"

namespace hooks {

int by_deployer(hook::Runtime&, const Arguments& arguments) {
    std::vector<std::string> words{arguments.trigger()};
    const std::vector<std::string> rest = arguments.from(0);
    words.insert(words.end(), rest.begin(), rest.end());
    util::become(util::program_directory() / deployer_name, words);
}

}
