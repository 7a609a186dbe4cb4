#include "page.hpp"

#include "engine/standalone_host.hpp"
#include "util/text.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstdlib>

using namespace e2e;

namespace {

/// In the order in which a new user would turn to them; the last one removes what the first installed.
constexpr std::array pages{"install.md",    "docker-local.md", "enclave.md",   "settings.md",
                           "properties.md", "verdicts.md",     "operation.md", "uninstall.md"};

std::string variable(const char* name) {
    const char* value = std::getenv(name);
    REQUIRE_MESSAGE(value != nullptr, name);
    return value;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
        text.replace(at, from.size(), to);
    return text;
}

/// The machine of the person who reads: a home directory that tests/docs/reader made.
class Reader {
public:
    Reader() {
        const auto ended = util::run({.words = {variable("DOCS_SCRIPTS") + "/reader", home}});
        REQUIRE_MESSAGE(ended.status == 0, (ended.output + ended.error));
    }

    /// What the terminal shows then. The host is called dokku, and lies where Dokku does.
    util::Ended type(const std::string& command) const {
        util::Ended ended = util::run(
            {.words = {"bash", "-c", "exec 2>&1\n" + replaced(command, "/var/lib/dokku", "/var/lib/hookrun")},
             .environment = {{"HOME", home}, {"PATH", std::string(home) + "/bin:" + variable("PATH")}},
             .directory = home});
        ended.output = replaced(std::move(ended.output), "hookrun", "dokku");
        return ended;
    }

private:
    static constexpr const char* home = "/run/reader";
};

void follow(const Reader& reader, const docs::Step& step) {
    CAPTURE(step.command);
    const util::Ended ended = reader.type(step.command);
    CHECK_MESSAGE((ended.status != 0) == step.fails, ended.output);
    CHECK_MESSAGE(docs::missing_line(step, ended.output) == "", ended.output);
}

}

TEST_CASE("every page is followed in these tests") {
    auto names = util::list_directory(variable("DOCS"));
    std::vector<std::string> followed(pages.begin(), pages.end());
    std::sort(followed.begin(), followed.end());
    CHECK(names == followed);
}

TEST_CASE("who types what the pages say gets what they say") {
    StandaloneHost::instance();
    const Reader reader;
    for (const char* page : pages) {
        CAPTURE(std::string(page));
        for (const docs::Step& step : docs::steps_of(util::Path(variable("DOCS")) / page))
            follow(reader, step);
    }
}
