#include "host/pushed_references.hpp"

#include "util/error.hpp"
#include "util/text.hpp"

#include <algorithm>
#include <cctype>

namespace host {

namespace {

bool is_revision(const std::string& text) {
    const auto is_digit = [](unsigned char c) { return std::isxdigit(c) != 0; };
    return (text.size() == 40 || text.size() == 64) && std::all_of(text.begin(), text.end(), is_digit);
}

}

bool PushedReference::is_deployed() const {
    const bool is_deletion = revision.find_first_not_of('0') == std::string::npos;
    return !is_deletion && (name == "refs/heads/main" || name == "refs/heads/master");
}

std::string PushedReference::short_name() const { return name.substr(name.rfind('/') + 1); }

std::vector<PushedReference> read_pushed_references(std::istream& input) {
    std::vector<PushedReference> references;
    for (std::string line; std::getline(input, line);) {
        const auto words = util::split(line, ' ');
        if (words.size() != 3 || !is_revision(words[0]) || !is_revision(words[1]) ||
            !words[2].starts_with("refs/"))
            throw util::Error("not what git tells a pre-receive hook: " +
                              util::shortened(util::printable(line), 200));
        references.push_back({words[1], words[2]});
    }
    return references;
}

}
