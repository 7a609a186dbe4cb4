#include "standalone_host.hpp"

#include "util/text.hpp"

#include <doctest/doctest.h>

#include <poll.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include <utmp.h>
#include <csignal>

using namespace e2e;

namespace {

/// An app whose image has a shell.
class ShellApp : public TestApp {
public:
    explicit ShellApp(const std::string& name) : TestApp(name) {
        const std::string busybox = *util::read_file("/usr/bin/busybox");
        const util::Ended pushed = host().push(
            name,
            {{"Dockerfile",
              "FROM scratch\nCOPY busybox /bin/busybox\nCOPY busybox /bin/sh\nCOPY app_server /app_server\n"
              "CMD [\"/app_server\"]\n"},
             {"busybox", busybox},
             {"app_server", *util::read_file(program("APP_SERVER"))}});
        REQUIRE_MESSAGE(pushed.status == 0, (pushed.output + pushed.error));
    }
};

/// A hookrun command at a real terminal.
class AtTerminal {
public:
    explicit AtTerminal(const std::vector<std::string>& words) {
        winsize size{30, 100, 0, 0};
        std::vector<std::string> command{host().hookrun().string()};
        command.insert(command.end(), words.begin(), words.end());
        REQUIRE(::openpty(&ours_, &theirs_, nullptr, nullptr, &size) == 0);
        process_ = ::fork();
        if (process_ != 0) return;
        ::login_tty(::dup(theirs_));
        std::vector<char*> arguments;
        for (std::string& word : command) arguments.push_back(word.data());
        arguments.push_back(nullptr);
        ::execv(arguments[0], arguments.data());
        ::_exit(127);
    }
    AtTerminal(const AtTerminal&) = delete;
    AtTerminal& operator=(const AtTerminal&) = delete;
    ~AtTerminal() {
        if (process_ > 0) ::kill(process_, SIGKILL);
        if (process_ > 0) ::waitpid(process_, nullptr, 0);
        ::close(ours_);
        ::close(theirs_);
    }

    void type(const std::string& keys) const { CHECK(::write(ours_, keys.data(), keys.size()) > 0); }
    void resize(unsigned short rows, unsigned short columns) const {
        const winsize size{rows, columns, 0, 0};
        ::ioctl(ours_, TIOCSWINSZ, &size);
    }
    /// Reads until the screen has shown this, for a minute at most.
    bool shows(const std::string& text) {
        for (int tries = 0; tries < 600 && screen_.find(text) == std::string::npos; ++tries) read_some();
        const auto at = screen_.find(text);
        if (at == std::string::npos) return false;
        screen_.erase(0, at + text.size());
        return true;
    }
    int end() {
        int raw = 0;
        for (int tries = 0; tries < 600; ++tries) {
            if (::waitpid(process_, &raw, WNOHANG) == process_) {
                process_ = -1;
                return WIFSIGNALED(raw) ? 128 + WTERMSIG(raw) : WEXITSTATUS(raw);
            }
            read_some();
        }
        return -1;
    }
    void signal(int number) const { ::kill(process_, number); }
    bool is_as_it_was() const {
        termios now{};
        ::tcgetattr(theirs_, &now);
        return (now.c_lflag & (ICANON | ECHO | ISIG)) == (ICANON | ECHO | ISIG) && (now.c_oflag & OPOST) != 0;
    }
    const std::string& screen() const { return screen_; }

private:
    void read_some() {
        pollfd watched{ours_, POLLIN, 0};
        if (::poll(&watched, 1, 100) <= 0) return;
        char buffer[4096];
        const ssize_t got = ::read(ours_, buffer, sizeof buffer);
        if (got > 0) screen_.append(buffer, static_cast<std::size_t>(got));
    }

    int ours_ = -1;
    int theirs_ = -1;
    pid_t process_ = -1;
    std::string screen_;
};

util::Ended piped(const std::string& input, const std::vector<std::string>& words) {
    std::vector<std::string> command{host().hookrun().string()};
    command.insert(command.end(), words.begin(), words.end());
    return util::run({.words = command, .input = input});
}

std::string every_byte(std::size_t times) {
    std::string bytes;
    for (std::size_t i = 0; i < times * 256; ++i) bytes += static_cast<char>(i % 256);
    return bytes;
}

}

TEST_CASE("run and enter at a terminal: window size, resize, Ctrl-C, exit status, and all as it was") {
    ShellApp app("at-terminal");
    const std::vector<std::string> commands[] = {{"run", "at-terminal", "/bin/sh"},
                                                 {"enter", "at-terminal", "web", "--", "/bin/sh"}};
    for (const auto& words : commands) {
        CAPTURE(words.front());
        AtTerminal terminal(words);
        terminal.type("/bin/busybox test -t 0 && echo at-\"\"terminal\n");
        CHECK_MESSAGE(terminal.shows("at-terminal\r\n"), terminal.screen());
        terminal.type("until /bin/busybox stty size | /bin/busybox grep '30 100'; do :; done\n");
        CHECK_MESSAGE(terminal.shows("\n30 100"), terminal.screen());
        terminal.resize(40, 120);
        terminal.type("until /bin/busybox stty size | /bin/busybox grep '40 120'; do :; done\n");
        CHECK_MESSAGE(terminal.shows("\n40 120"), terminal.screen());
        // It says so itself: before, Ctrl-C could meet a shell that is about to start it.
        terminal.type("/bin/busybox sh -c 'echo wait\"\"ing; exec /bin/busybox sleep 1000'\n");
        CHECK(terminal.shows("waiting"));
        terminal.type("\x10\x11");  // what detaches docker; a shell's line editor would take it too
        terminal.type("\x03");
        terminal.type("\nexit 7\n");
        CHECK_MESSAGE(terminal.end() == 7, terminal.screen());
        CHECK(terminal.is_as_it_was());
    }
    CHECK(app.containers("running").size() == 1);
}

TEST_CASE("Ctrl-C ends a command that knows nothing of signals") {
    ShellApp app("deaf");
    AtTerminal terminal(
        {"run", "deaf", "/bin/busybox", "sh", "-c", "echo begun; exec /bin/busybox sleep 1000"});
    REQUIRE_MESSAGE(terminal.shows("begun"), terminal.screen());
    terminal.type("\x03");
    CHECK(terminal.end() == 130);
    CHECK(terminal.is_as_it_was());
    CHECK(app.containers("running").size() == 1);
}

TEST_CASE("a terminal is as it was when the command is cut off") {
    ShellApp app("cut-off");
    AtTerminal terminal({"run", "cut-off", "/bin/sh"});
    terminal.type("echo rea\"\"dy\n");
    REQUIRE(terminal.shows("ready\r\n"));
    CHECK_FALSE(terminal.is_as_it_was());
    SUBCASE("by a signal") { terminal.signal(SIGTERM); }
    SUBCASE("by the end of its container") {
        docker({"kill", app.containers("running").front()});
        docker({"kill", app.containers("running").back()});
    }
    CHECK(terminal.end() != 0);
    CHECK(terminal.is_as_it_was());
}

TEST_CASE("what is piped in reaches the command, byte by byte, and what it writes comes back so") {
    ShellApp app("piped");
    const std::string bytes = every_byte(2000);
    const std::vector<std::string> commands[] = {{"run", "piped", "/bin/busybox", "cat"},
                                                 {"enter", "piped", "web", "--", "/bin/busybox", "cat"}};
    for (const auto& words : commands) {
        CAPTURE(words.front());
        const util::Ended ended = piped(bytes, words);
        CHECK(ended.status == 0);
        CHECK(ended.output.size() == bytes.size());
        CHECK((ended.output == bytes));
    }
    const util::Ended apart = piped("x", {"run", "piped", "/bin/sh", "-c", "echo out; echo err >&2; exit 5"});
    CHECK(apart.status == 5);
    CHECK(apart.output == "out\n");
    CHECK(apart.error == "err\n");
    CHECK(app.containers("running").size() == 1);
}

TEST_CASE("a terminal can be forced and refused") {
    ShellApp app("forced");
    CHECK(piped("", {"run", "--force-tty", "forced", "/bin/busybox", "test", "-t", "1"}).status == 0);
    CHECK(piped("", {"run", "forced", "/bin/busybox", "test", "-t", "1"}).status == 1);
    AtTerminal refused({"run", "--no-tty", "forced", "/bin/busybox", "test", "-t", "1"});
    CHECK(refused.end() == 1);
}
