/// Reads lines of docker run flags and lets the docker CLI and this project
/// create a container of each, beside the same Engine: oracle DIRECTORY-OF-LINES.

#include "bench.hpp"
#include "comparison.hpp"
#include "lines.hpp"

#include "util/error.hpp"
#include "util/parallel.hpp"
#include "util/text.hpp"

#include <array>
#include <cstdio>

namespace {

using oracle::Expected;
using oracle::Line;
using oracle::Outcome;

constexpr std::size_t at_once = 4;

/// The release that the lines were written beside. In what differs from it on
/// purpose, a newer one may have come to agree.
constexpr const char* reference_release = "20.10";

/// "Docker version 20.10.24+dfsg1, build 297e128 ..." -> "20.10"
std::string release_of(const std::string& versions) {
    const std::string version = util::split(versions, ' ').at(2);
    return version.substr(0, version.rfind('.'));
}

std::string told(const Outcome& outcome) {
    return outcome.inspection ? "creates a container"
                              : "refuses: " + std::string(util::trim(outcome.refusal));
}

/// What sets the two apart; empty: nothing.
std::vector<std::string> compared(const Outcome& cli, const Outcome& ours) {
    if (cli.inspection && ours.inspection) return oracle::differences(*cli.inspection, *ours.inspection);
    if (!cli.inspection && !ours.inspection) return {};
    return {"the CLI " + told(cli), "this project " + told(ours)};
}

/// What is wrong with a line; empty: it is as it should be.
std::vector<std::string> complaints(oracle::Bench& bench, const Line& line, bool beside_reference) {
    const Outcome cli = bench.by_cli(line.flags());
    const Outcome ours = bench.by_us(line.flags());
    const std::vector<std::string> found = compared(cli, ours);
    if (line.expected == Expected::difference)
        return found.empty() && beside_reference ? std::vector<std::string>{"there is no difference any more"}
                                                 : std::vector<std::string>{};
    const Expected happened = cli.inspection ? Expected::accepted : Expected::refused;
    if (found.empty() && line.expected != Expected::either && line.expected != happened)
        return {"expected otherwise: the CLI " + told(cli)};
    return found;
}

/// How many of the lines are not as they should be; tells what is wrong with them.
int count_different(oracle::Bench& bench, const std::vector<Line>& lines, bool beside_reference) {
    std::vector<std::vector<std::string>> found(lines.size());
    util::parallel(lines.size(), at_once, {}, [&](std::size_t i, const std::stop_token&) {
        found[i] = complaints(bench, lines[i], beside_reference);
    });
    int different = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (found[i].empty()) continue;
        ++different;
        std::printf("%s: %s\n", lines[i].place.c_str(), lines[i].text.c_str());
        for (const std::string& what : found[i]) std::printf("    %s\n", util::printable(what).c_str());
    }
    return different;
}

int compare(const std::string& directory) {
    std::vector<Line> lines = oracle::read_lines(directory);
    oracle::Bench bench;
    const std::string versions = bench.versions();
    const std::string release = release_of(versions);
    oracle::adapt(lines, util::Path(directory) / release);
    std::printf("%s\n", versions.c_str());
    const int different = count_different(bench, lines, release == reference_release);
    std::printf("%d same, %d different\n", static_cast<int>(lines.size()) - different, different);
    return different == 0 ? 0 : 1;
}

}

int main(int count, char** words) try {
    if (count != 2) throw util::Error("usage: oracle DIRECTORY-OF-LINES");
    return compare(words[1]);
} catch (const std::exception& error) {
    std::fprintf(stderr, "oracle: %s\n", util::full_message(error).c_str());
    return 2;
}
