#include "holdings.hpp"

#include "engine/standalone_host.hpp"
#include "util/text.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>

namespace load {

namespace {

namespace fs = std::filesystem;

constexpr int most_in_pool = 16 * 4;

std::vector<std::string> listed(const std::vector<std::string>& docker_words) {
    return util::lines(e2e::docker(docker_words));
}

std::vector<std::string> output_of(const std::vector<std::string>& words) {
    return util::lines(util::run({.words = words}).output);
}

/// What git keeps of the revisions grows with them; the log of the upkeep is one
/// file, made when there is first something to say.
std::vector<std::string> files() {
    return output_of({"find", e2e::host().root().string(), "/tmp", "(", "-name", "objects", "-o", "-name",
                      ".upkeep.log*", ")", "-prune", "-o", "-print"});
}

std::string text_of(const fs::path& file) {
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    return text.str();
}

std::vector<fs::path> processes() {
    std::vector<fs::path> found;
    for (const auto& entry : fs::directory_iterator("/proc"))
        if (util::parse_number(entry.path().filename().string(), 1, 1 << 30)) found.push_back(entry.path());
    return found;
}

std::vector<std::string> process_names() {
    std::vector<std::string> names;
    for (const fs::path& process : processes()) names.emplace_back(util::trim(text_of(process / "comm")));
    std::erase(names, "");
    return names;
}

std::optional<fs::path> reaper() {
    for (const fs::path& process : processes())
        if (text_of(process / "cmdline").find(std::string("\0--reap\0", 8)) != std::string::npos)
            return process;
    return {};
}

std::vector<std::string> reapers_descriptors() {
    std::vector<std::string> open;
    const auto process = reaper();
    if (!process) return open;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(*process / "fd", error))
        open.push_back(fs::read_symlink(entry.path(), error).string());
    // Connections to the Engine wait for their next request, sixteen at most, each with four.
    const auto pooled = [](const std::string& name) {
        return name.starts_with("socket:") || name.starts_with("anon_inode:");
    };
    if (std::count_if(open.begin(), open.end(), pooled) <= most_in_pool) std::erase_if(open, pooled);
    return open;
}

}

Holdings look_at_host() {
    return {{"containers", listed({"ps", "--all", "--format", "{{.Names}} {{.Status}}"})},
            {"networks", listed({"network", "ls", "--quiet"})},
            {"images", listed({"images", "--all", "--format", "{{.Repository}}:{{.Tag}} {{.ID}}"})},
            {"volumes", listed({"volume", "ls", "--quiet"})},
            {"files", files()},
            {"processes", process_names()},
            {"descriptors of the reaper", reapers_descriptors()}};
}

std::string left_behind(const Holdings& before, const Holdings& after) {
    std::string text;
    for (const auto& [kind, things] : after)
        if (things.size() > before.at(kind).size())
            text += kind + ", before:\n" + util::join(before.at(kind), "\n") + "\n" + kind + ", after:\n" +
                    util::join(things, "\n") + "\n";
    return text;
}

long reaper_memory_in_kib() {
    const auto process = reaper();
    if (!process) return 0;
    for (const std::string& line : util::lines(text_of(*process / "status")))
        if (line.starts_with("VmRSS:")) return std::atol(line.c_str() + 6);
    return 0;
}

}
