#include "util/process.hpp"

#include "util/error.hpp"
#include "util/unique_fd.hpp"

// Linux has it whatever version of POSIX is asked for; without this it is declared, but not there.
#define BOOST_POSIX_HAS_VFORK 1
#include <boost/process/child.hpp>
#include <boost/process/exe.hpp>
#include <boost/process/extend.hpp>
#include <boost/process/posix.hpp>
#include <boost/process/search_path.hpp>
#include <boost/process/start_dir.hpp>

#include <fcntl.h>
#include <linux/close_range.h>
#include <poll.h>
#include <sys/syscall.h>
#include <array>
#include <cerrno>
#include <csignal>

namespace util {

namespace {

namespace bp = boost::process;

constexpr Milliseconds look_for_a_stop_every{20};

struct Pipe {
    UniqueFd read;
    UniqueFd write;
};

Pipe make_pipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw_errno("cannot create a pipe");
    return {UniqueFd(ends[0]), UniqueFd(ends[1])};
}

UniqueFd open_null() {
    UniqueFd null(::open("/dev/null", O_RDWR | O_CLOEXEC));
    if (!null) throw_errno("cannot open /dev/null");
    return null;
}

enum class Group { ours, own, own_session };

/// Words or an environment as exec takes them. Boost.Process 1.74 makes them from
/// the first characters of strings, even of empty ones, and reads behind the end
/// of short entries when it looks a variable up.
class ExecList {
public:
    explicit ExecList(std::vector<std::string> entries) : entries_(std::move(entries)) {
        for (std::string& entry : entries_) pointers_.push_back(entry.data());
        pointers_.push_back(nullptr);
    }

    char** get() { return pointers_.data(); }

private:
    std::vector<std::string> entries_;
    std::vector<char*> pointers_;
};

/// Ours with a command's additions.
std::vector<std::string> environment_with(const std::map<std::string, std::string>& additions) {
    std::vector<std::string> entries;
    for (char** entry = ::environ; *entry != nullptr; ++entry) {
        const std::string_view text = *entry;
        if (!additions.contains(std::string(text.substr(0, text.find('='))))) entries.emplace_back(text);
    }
    for (const auto& [name, value] : additions) entries.push_back(name + "=" + value);
    return entries;
}

/// Runs in the child between vfork and exec, on our memory: only async-signal-safe
/// calls. A fork would copy the page tables of a process with a hundred threads
/// for each trigger, more work than the whole rest of a deploy is for us.
auto prepare_child(Group group, char** words, char** environment) {
    return bp::extend::on_exec_setup([group, words, environment](auto& executor) {
        executor.cmd_line = words;
        executor.env = environment;
        sigset_t none;
        sigemptyset(&none);
        sigprocmask(SIG_SETMASK, &none, nullptr);
        signal(SIGPIPE, SIG_DFL);
        if (group == Group::own) setpgid(0, 0);
        if (group == Group::own_session) setsid();
        // Boost.Process' own limit_handles keeps one list for all threads.
        syscall(SYS_close_range, 3U, ~0U, CLOSE_RANGE_CLOEXEC);
    });
}

/// Descriptors the child gets as its stdin, stdout and stderr.
struct StandardStreams {
    int in;
    int out;
    int err;
};

bp::child start(const Command& command, const StandardStreams& streams, Group group) {
    if (command.words.empty()) throw Error("no program to run");
    std::vector<std::string> command_line = command.words;
    command_line[0] = find_program(command.words[0]).string();
    const std::string program = command_line[0];
    ExecList words(std::move(command_line));
    std::optional<ExecList> environment;
    if (!command.environment.empty()) environment.emplace(environment_with(command.environment));
    const std::string directory = command.directory.empty() ? "." : command.directory;
    std::error_code error;
    bp::child child(bp::exe = program, bp::start_dir = directory, bp::posix::fd.bind(0, streams.in),
                    bp::posix::fd.bind(1, streams.out), bp::posix::fd.bind(2, streams.err),
                    prepare_child(group, words.get(), environment ? environment->get() : ::environ),
                    bp::posix::use_vfork, error);
    if (error) throw Error("cannot run " + command.words[0] + ": " + error.message());
    return child;
}

/// Feeds and drains the pipes of one child until it has ended.
class Conversation {
public:
    Conversation(const Command& command, const std::stop_token& stop)
        : command_(command), stop_(stop), deadline_(deadline_of(command)) {}

    Ended run() {
        Pipe in = command_.input.empty() ? Pipe{open_null(), {}} : make_pipe();
        Pipe out = make_pipe(), err = make_pipe();
        const StandardStreams streams{command_.inherit_input ? STDIN_FILENO : in.read.get(),
                                      command_.inherit_output ? STDOUT_FILENO : out.write.get(),
                                      command_.inherit_output ? STDERR_FILENO : err.write.get()};
        bp::child child = start(command_, streams, command_.own_group ? Group::own : Group::ours);
        const UniqueFd ended(static_cast<int>(syscall(SYS_pidfd_open, child.id(), 0)));
        in.read.reset();
        out.write.reset();
        err.write.reset();
        if (in.write) ::fcntl(in.write.get(), F_SETFL, O_NONBLOCK);
        input_ = std::move(in.write);
        output_ = std::move(out.read);
        error_ = std::move(err.read);
        follow(child, ended.get());
        std::error_code ignored;
        child.wait(ignored);
        const int raw = child.native_exit_code();
        result_.status = WIFSIGNALED(raw) ? 128 + WTERMSIG(raw) : WEXITSTATUS(raw);
        return std::move(result_);
    }

private:
    static Steady deadline_of(const Command& command) {
        if (!command.timeout) return Steady::max();
        return std::chrono::steady_clock::now() + *command.timeout;
    }

    /// Until the program has ended and its output is drained. A grandchild that
    /// keeps a pipe open is not waited for.
    void follow(bp::child& child, int ended) {
        bool running = true;
        while (running || output_ || error_) {
            std::array<pollfd, 4> polled{{{output_.get(), POLLIN, 0},
                                          {error_.get(), POLLIN, 0},
                                          {input_.get(), POLLOUT, 0},
                                          {running ? ended : -1, POLLIN, 0}}};
            const int patience = running ? static_cast<int>(look_for_a_stop_every.count()) : 0;
            const int ready = ::poll(polled.data(), polled.size(), patience);
            if (ready == 0 && !running) return;
            if (polled[0].revents != 0) drain(output_, result_.output, command_.on_output);
            if (polled[1].revents != 0) drain(error_, result_.error, command_.on_error);
            if (polled[2].revents != 0) feed();
            if (polled[3].revents != 0) running = false;
            if (running) enforce(child);
        }
    }

    void enforce(const bp::child& child) {
        const Steady now = std::chrono::steady_clock::now();
        if (now >= deadline_) {
            result_.timed_out = true;
            ::kill(child.id(), SIGKILL);
        }
        if (stop_.stop_requested() && !asked_to_stop_) {
            asked_to_stop_ = true;
            ::kill(child.id(), SIGTERM);
            deadline_ = std::min(deadline_, now + command_.stop_patience);
        }
    }

    static void drain(UniqueFd& pipe, std::string& kept,
                      const std::function<void(std::string_view)>& listener) {
        std::array<char, 65536> buffer;  // not cleared: it is written before it is read
        const ssize_t got = ::read(pipe.get(), buffer.data(), buffer.size());
        if (got < 0 && errno == EINTR) return;
        if (got <= 0) return pipe.reset();
        const std::string_view piece(buffer.data(), static_cast<std::size_t>(got));
        kept += piece.substr(0, largest_output - std::min(largest_output, kept.size()));
        if (listener) listener(piece);
    }

    void feed() {
        const ssize_t written =
            ::write(input_.get(), command_.input.data() + fed_, command_.input.size() - fed_);
        if (written < 0 && (errno == EAGAIN || errno == EINTR)) return;
        if (written > 0) fed_ += static_cast<std::size_t>(written);
        if (written <= 0 || fed_ == command_.input.size()) input_.reset();
    }

    const Command& command_;
    const std::stop_token& stop_;
    Steady deadline_;
    bool asked_to_stop_ = false;
    UniqueFd input_;
    UniqueFd output_;
    UniqueFd error_;
    std::size_t fed_ = 0;
    Ended result_;
};

}

Ended run(const Command& command, const std::stop_token& stop) {
    if (stop.stop_requested()) throw Interrupted();
    Ended ended = Conversation(command, stop).run();
    if (stop.stop_requested()) throw Interrupted();
    return ended;
}

void launch_detached(const Command& command) {
    const UniqueFd null = open_null();
    start(command, {null.get(), null.get(), null.get()}, Group::own_session).detach();
}

Path find_program(const std::string& name) {
    if (name.find('/') != std::string::npos) return name;
    const auto found = bp::search_path(name);
    if (found.empty()) throw Error("cannot run " + name + ": it is not in PATH");
    return found.string();
}

Path program_directory() { return std::filesystem::read_symlink("/proc/self/exe").parent_path(); }

void become(const Path& program, const std::vector<std::string>& words) {
    std::vector<char*> arguments;
    for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    ::execv(program.c_str(), arguments.data());
    throw_errno("cannot run " + program.string());
}

}
