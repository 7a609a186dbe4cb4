#include "host/nginx.hpp"

#include "util/clock.hpp"
#include "util/contains.hpp"
#include "util/error.hpp"
#include "util/process.hpp"
#include "util/text.hpp"

#include <algorithm>
#include <csignal>
#include <fstream>
#include <functional>
#include <sstream>

namespace host {

namespace {

constexpr auto patience = std::chrono::seconds(10);
constexpr util::Milliseconds look_again_every{5};

/// Debian keeps it where only root's PATH leads.
constexpr const char* usual_program = "/usr/sbin/nginx";

std::string program() { return std::filesystem::exists(usual_program) ? usual_program : "nginx"; }

/// Looks again and again until `holds` does. Throws util::Error "`what` within 10 s".
void wait_until(const std::function<bool()>& holds, const std::string& what, const std::stop_token& stop) {
    util::SystemClock clock;
    const util::Steady deadline = clock.now() + patience;
    while (!holds()) {
        if (stop.stop_requested()) throw util::Interrupted();
        if (clock.now() >= deadline) throw util::Error(what + " within 10 s");
        clock.sleep_for(look_again_every, stop);
    }
}

/// A file of /proc; empty when the process is gone.
std::string proc_file(pid_t process, const std::string& name) {
    std::ifstream file("/proc/" + std::to_string(process) + "/" + name);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

/// The workers that still take connections; those told to go rename themselves.
std::vector<pid_t> serving_workers(pid_t master) {
    std::vector<pid_t> workers;
    const std::string id = std::to_string(master);
    std::istringstream children(proc_file(master, "task/" + id + "/children"));
    for (pid_t child = 0; children >> child;) {
        const std::string title = proc_file(child, "cmdline");
        if (title.find("shutting down") == std::string::npos) workers.push_back(child);
    }
    return workers;
}

bool have_all_changed(const std::vector<pid_t>& before, const std::vector<pid_t>& now) {
    return std::none_of(now.begin(), now.end(), [&](pid_t worker) { return util::contains(before, worker); });
}

/// nginx answers the signal before the new workers have taken over.
void reload(pid_t master, const std::stop_token& stop) {
    const std::vector<pid_t> before = serving_workers(master);
    if (::kill(master, SIGHUP) != 0) util::throw_errno("cannot reload nginx");
    const auto have_taken_over = [&] {
        const std::vector<pid_t> now = serving_workers(master);
        return !now.empty() && have_all_changed(before, now);
    };
    wait_until(have_taken_over, "nginx did not take its new configuration", stop);
}

bool has_open(pid_t process, const util::Path& file) {
    std::error_code error;
    const util::Path descriptors = "/proc/" + std::to_string(process) + "/fd";
    for (const auto& entry : std::filesystem::directory_iterator(descriptors, error))
        if (std::filesystem::read_symlink(entry, error) == file) return true;
    return false;
}

/// Workers outlive a master that was killed, and keep the port.
void end_orphans(const util::Path& log_file) {
    for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
        const auto process = util::parse_number(entry.path().filename().string(), 2, 1 << 30);
        if (!process) continue;
        const auto id = static_cast<pid_t>(*process);
        if (proc_file(id, "cmdline").starts_with("nginx: worker") && has_open(id, log_file))
            ::kill(id, SIGTERM);
    }
}

/// What nginx says, without the prefix that names itself and the level.
std::string complaint(const std::string& output) {
    for (const std::string& line : util::lines(output))
        if (const std::size_t emergency = line.find("[emerg] "); emergency != std::string::npos)
            return line.substr(emergency + 8);
    return std::string(util::trim(output));
}

void run_nginx(const util::Path& directory, const std::vector<std::string>& options,
               const std::stop_token& stop) {
    const bool is_test = options.front() == "-t";
    std::vector<std::string> words{program(), "-e", directory / "error.log", "-p", directory};
    words.insert(words.end(), options.begin(), options.end());
    const util::Ended ended = util::run({.words = words}, stop);
    if (ended.status != 0)
        throw util::Error((is_test ? "nginx refuses its configuration: " : "nginx does not start: ") +
                          complaint(ended.error));
}

}

void Nginx::serve(const std::string& config, const std::stop_token& stop) const {
    const util::Path candidate = directory_ / "nginx.conf.new";
    util::write_file(candidate, config);
    run_nginx(directory_, {"-t", "-q", "-c", candidate}, stop);
    std::filesystem::rename(candidate, config_file());
    if (const auto running = master()) reload(*running, stop);
    else start(stop);
}

void Nginx::start(const std::stop_token& stop) const {
    end_orphans(directory_ / "error.log");
    run_nginx(directory_, {"-c", config_file()}, stop);
    // It forks before it writes its pid file and starts its workers.
    const auto is_up = [this] {
        const auto running = master();
        return running && !serving_workers(*running).empty();
    };
    wait_until(is_up, "nginx did not start", stop);
}

/// A pid file may outlive its nginx, and the number may belong to another program.
std::optional<pid_t> Nginx::master() const {
    const auto text = util::read_file(directory_ / "nginx.pid").value_or("");
    const auto number = util::parse_number(util::trim(text), 2, 1 << 30);
    if (!number) return {};
    const auto process = static_cast<pid_t>(*number);
    const std::string title = proc_file(process, "cmdline");
    const bool is_ours = title.find("nginx: master") != std::string::npos &&
                         title.find(config_file().string()) != std::string::npos;
    return is_ours ? std::optional(process) : std::nullopt;
}

void Nginx::stop(const std::stop_token& stop) const {
    const auto running = master();
    if (!running) return;
    ::kill(*running, SIGTERM);
    wait_until([this] { return !master(); }, "nginx did not end", stop);
}

}
