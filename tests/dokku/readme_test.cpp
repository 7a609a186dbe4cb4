#include "dokku/healthcheck_entry_json.hpp"

#include "util/file.hpp"
#include "util/text.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <set>

namespace {

using Names = std::set<std::string>;

std::string readme() {
    const char* path = std::getenv("README");
    REQUIRE_MESSAGE(path != nullptr, "README names the file");
    return util::read_file(path).value_or("");
}

/// The first word of code in a cell: path for "`path`, or nothing", listening for "`listening: true`".
std::string first_code(const std::string& cell) {
    const auto begin = cell.find('`');
    if (begin == std::string::npos) return {};
    return cell.substr(begin + 1, cell.find_first_of("`:", begin + 1) - begin - 1);
}

/// What stands in a column, from 0, of the table with this head.
Names named_in(const std::string& head, std::size_t column) {
    Names names;
    bool is_in = false;
    for (const std::string& line : util::lines(readme())) {
        if (!is_in || !line.starts_with("|")) {
            is_in = line.starts_with(head);
            continue;
        }
        const std::string name = first_code(util::split(line, '|').at(column + 1));
        if (!name.empty()) names.insert(name);
    }
    return names;
}

}

TEST_CASE("the README names every field of an entry, and nothing else") {
    Names named = named_in("| field | of |", 0);
    named.merge(named_in("| kind | an entry has |", 1));
    const auto& fields = dokku::healthcheck_fields();
    CHECK(util::join({named.begin(), named.end()}, " ") == util::join(fields, " "));
}
