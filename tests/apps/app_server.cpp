// The app that the tests deploy: an HTTP server that can misbehave in every way
// a check has to tell apart. A static program, so that its image needs nothing else.
// GET /slow is answered after 2 s, GET /slow/MS after so long, and /socket is a WebSocket.

#include "support/web_socket.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <map>
#include <string>
#include <thread>

namespace {

constexpr const char* usage = R"(app_server [--FLAG=VALUE ...]
  --address=A     listens on A (0.0.0.0)
  --port=P        listens on P ($PORT, else 5000)
  --delay=MS      waits before it listens
  --text=T        answers with this ($TEXT, else "hello")
  --exit=CODE     exits with this code ...
  --after=MS      ... after this time (0)
  --status=S      answers with this status (200)
  --gate=PATH     answers when there is such a file; each request waits in one of its own beside it
  --silent        accepts and never answers
  --idle          never listens
  --daemon        serves in the background; the first process ends after some time
  --stubborn      ignores SIGTERM
  --say=LINE      writes a line first
  --flood=MB      writes one line of so many megabytes first; without a number it never ends writing
  --say-variable=NAME  writes what this variable holds first
  --stamp         writes the microsecond of the epoch from which on it listens
)";

std::map<std::string, std::string> read_flags(int count, char** words) {
    std::map<std::string, std::string> flags;
    for (int i = 1; i < count; ++i) {
        const std::string word = words[i];
        const auto equals = word.find('=');
        flags[word.substr(0, equals)] = equals == std::string::npos ? "" : word.substr(equals + 1);
    }
    return flags;
}

std::string environment(const char* name, const std::string& otherwise) {
    const char* value = std::getenv(name);
    return value != nullptr && *value != '\0' ? value : otherwise;
}

class App {
public:
    explicit App(std::map<std::string, std::string> flags) : flags_(std::move(flags)) {}

    int run() {
        if (has("--help")) return std::fputs(usage, stdout), 0;
        if (has("--say")) say(flag("--say", ""));
        if (has("--say-variable")) say(environment(flag("--say-variable", "").c_str(), "nothing"));
        if (has("--flood")) flood();
        if (has("--stubborn")) std::signal(SIGTERM, SIG_IGN);
        else std::signal(SIGTERM, [](int) { std::_Exit(0); });
        if (has("--exit")) std::thread([this] { leave(); }).detach();
        sleep_for(number("--delay", 0));
        if (has("--idle")) sleep_for(-1);
        if (has("--daemon")) become_daemon();
        serve();
        return 1;
    }

private:
    bool has(const std::string& name) const { return flags_.contains(name); }
    std::string flag(const std::string& name, const std::string& otherwise) const {
        const auto found = flags_.find(name);
        return found == flags_.end() ? otherwise : found->second;
    }
    int number(const std::string& name, int otherwise) const {
        return std::atoi(flag(name, std::to_string(otherwise)).c_str());
    }

    static void say(const std::string& line) {
        std::printf("%s\n", line.c_str());
        std::fflush(stdout);
    }

    void flood() const {
        const std::string megabyte(1U << 20U, 'x');
        const auto write = [megabyte] { std::fputs(megabyte.c_str(), stdout); };
        if (flag("--flood", "").empty())
            return std::thread([write] {
                       for (;;) write();
                   })
                .detach();
        for (int left = number("--flood", 0); left > 0; --left) write();
        say("");
    }

    static void stamp() {
        using namespace std::chrono;
        const auto now = system_clock::now().time_since_epoch();
        say("at " + std::to_string(duration_cast<microseconds>(now).count()));
    }

    static void sleep_for(int milliseconds) {
        if (milliseconds < 0)
            for (;;) ::pause();
        std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
    }

    /// The first process waits as one does that a busy machine lets wait.
    void become_daemon() const {
        if (::fork() == 0) {
            ::setsid();
            return;
        }
        sleep_for(number("--after", 300));
        std::_Exit(0);
    }

    void leave() const {
        sleep_for(number("--after", 0));
        say("leaving");
        std::_Exit(number("--exit", 0));
    }

    void serve() const {
        const int port = std::atoi(flag("--port", environment("PORT", "5000")).c_str());
        sockaddr_in where{};
        where.sin_family = AF_INET;
        where.sin_port = htons(static_cast<std::uint16_t>(port));
        ::inet_pton(AF_INET, flag("--address", "0.0.0.0").c_str(), &where.sin_addr);
        const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
        const int on = 1;
        ::setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
        if (::bind(listener, reinterpret_cast<sockaddr*>(&where), sizeof where) != 0 ||
            ::listen(listener, 128) != 0) {
            std::perror("cannot listen");
            std::exit(1);
        }
        say("listening on " + flag("--address", "0.0.0.0") + ":" + std::to_string(port));
        if (has("--stamp")) stamp();
        for (;;) {
            const int connection = ::accept(listener, nullptr, nullptr);
            if (connection >= 0) std::thread([this, connection] { answer(connection); }).detach();
        }
    }

    static void wait_at(const std::string& gate) {
        char host[64] = "";
        ::gethostname(host, sizeof host - 1);
        std::ofstream(gate + "." + host);
        while (::access(gate.c_str(), F_OK) != 0) sleep_for(100);
    }

    /// In milliseconds.
    static int slowness(const std::string& request) {
        const std::string slow = "GET /slow";
        if (!request.starts_with(slow)) return 0;
        return request[slow.size()] == '/' ? std::atoi(request.c_str() + slow.size() + 1) : 2000;
    }

    void answer(int connection) const {
        std::string request;
        char buffer[4096];
        while (request.find("\r\n\r\n") == std::string::npos) {
            const ssize_t got = ::read(connection, buffer, sizeof buffer);
            if (got <= 0) return void(::close(connection));
            request.append(buffer, static_cast<std::size_t>(got));
        }
        if (has("--silent")) sleep_for(-1);
        if (has("--gate")) wait_at(flag("--gate", ""));
        if (request.starts_with("GET /socket ")) return web_socket::echo(connection, request);
        if (const int slow = slowness(request); slow > 0) {
            say("a slow request");
            sleep_for(slow);
        }
        const std::string body = flag("--text", environment("TEXT", "hello")) + "\n";
        const std::string reply =
            "HTTP/1.1 " + flag("--status", "200") +
            " Answer\r\nContent-Type: text/plain\r\nConnection: close\r\nContent-Length: " +
            std::to_string(body.size()) + "\r\n\r\n" + body;
        if (::write(connection, reply.data(), reply.size()) > 0) ::shutdown(connection, SHUT_WR);
        while (::read(connection, buffer, sizeof buffer) > 0) {}
        ::close(connection);
    }

    std::map<std::string, std::string> flags_;
};

}

int main(int count, char** words) { return App(read_flags(count, words)).run(); }
