#include "session/relay.hpp"

#include "docker/frame_decoder.hpp"
#include "util/error.hpp"
#include "util/stop_event.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <array>
#include <cerrno>
#include <climits>
#include <deque>
#include <string>
#include <vector>

namespace session {

namespace {

constexpr std::size_t most_at_once = 64U << 10U;
/// poll(2) promises for a pipe that so many bytes can be written without waiting.
constexpr std::size_t written_at_once = PIPE_BUF;
/// What a terminal takes for the end of its input: after a whole line, and within one.
constexpr const char* end_of_input = "\x04";
constexpr const char* end_of_line_and_input = "\x04\x04";

bool is_passing(int error) { return error == EINTR || error == EAGAIN || error == EWOULDBLOCK; }

class Relay {
public:
    Relay(docker::Hijacked connection, const docker::Console& console, const Streams& ours,
          const std::stop_token& stop)
        : socket_(std::move(connection.socket)),
          console_(console),
          ours_(ours),
          stopped_(stop),
          decoder_([this](docker::FrameDecoder::Stream stream, std::string_view payload) {
              const bool is_error = stream == docker::FrameDecoder::error;
              output_.push_back({is_error ? ours_.error : ours_.output, std::string(payload)});
          }),
          reads_input_(console.input) {
        hear(connection.received);
    }

    void run() {
        while (hears_command_ || !output_.empty()) carry_on();
    }

private:
    /// A part of the command's output and where it goes.
    struct Piece {
        int descriptor;
        std::string bytes;
    };

    void carry_on() {
        const bool listens = hears_command_ && output_.empty();
        const auto events = static_cast<short>((listens ? POLLIN : 0) | (input_.empty() ? 0 : POLLOUT));
        std::array<pollfd, 4> watched{{{stopped_.descriptor(), POLLIN, 0},
                                       {reads_input_ && input_.empty() ? ours_.input : -1, POLLIN, 0},
                                       {events != 0 ? socket_.get() : -1, events, 0},
                                       {output_.empty() ? -1 : output_.front().descriptor, POLLOUT, 0}}};
        if (::poll(watched.data(), watched.size(), -1) < 0) {
            if (errno != EINTR) util::throw_errno("cannot wait for the command");
            return;
        }
        if (watched[0].revents != 0) throw util::Interrupted();
        if (watched[3].revents != 0) write_output();
        if (watched[2].revents != 0 && listens) read_command();
        if (watched[2].revents != 0 && !input_.empty()) send_input();
        if (watched[1].revents != 0 && reads_input_) read_input();
    }

    void read_command() {
        const ssize_t got = ::recv(socket_.get(), buffer_.data(), buffer_.size(), 0);
        if (got < 0 && is_passing(errno)) return;
        // How it ended, the Engine tells elsewhere.
        if (got <= 0) return end_command();
        hear({buffer_.data(), static_cast<std::size_t>(got)});
    }

    void end_command() {
        hears_command_ = false;
        reads_input_ = false;
        input_.clear();
    }

    void hear(std::string_view bytes) {
        if (bytes.empty()) return;
        if (console_.terminal) output_.push_back({ours_.output, std::string(bytes)});
        else decoder_.feed(bytes);
    }

    void write_output() {
        Piece& piece = output_.front();
        const ssize_t written = ::write(piece.descriptor, piece.bytes.data() + written_,
                                        std::min(piece.bytes.size() - written_, written_at_once));
        if (written < 0 && is_passing(errno)) return;
        if (written < 0) util::throw_errno("the output cannot be written");
        written_ += static_cast<std::size_t>(written);
        if (written_ < piece.bytes.size()) return;
        output_.pop_front();
        written_ = 0;
    }

    void read_input() {
        const ssize_t got = ::read(ours_.input, buffer_.data(), buffer_.size());
        if (got < 0 && is_passing(errno)) return;
        if (got <= 0) return end_input();
        input_.assign(buffer_.data(), static_cast<std::size_t>(got));
        within_line_ = input_.back() != '\n';
    }

    void end_input() {
        reads_input_ = false;
        if (!console_.terminal) ::shutdown(socket_.get(), SHUT_WR);
        else input_ = within_line_ ? end_of_line_and_input : end_of_input;
    }

    void send_input() {
        const ssize_t sent = ::send(socket_.get(), input_.data(), input_.size(), MSG_NOSIGNAL);
        if (sent < 0 && is_passing(errno)) return;
        if (sent >= 0) return void(input_.erase(0, static_cast<std::size_t>(sent)));
        // A command that has gone reads nothing; its output may still be under way.
        reads_input_ = false;
        input_.clear();
    }

    util::UniqueFd socket_;
    docker::Console console_;
    Streams ours_;
    util::StopEvent stopped_;
    docker::FrameDecoder decoder_;
    std::vector<char> buffer_ = std::vector<char>(most_at_once);
    std::deque<Piece> output_;
    std::size_t written_ = 0;  ///< of its first piece
    std::string input_;
    bool within_line_ = false;
    bool reads_input_;
    bool hears_command_ = true;
};

}

void relay(docker::Hijacked connection, const docker::Console& console, const Streams& ours,
           const std::stop_token& stop) {
    Relay(std::move(connection), console, ours, stop).run();
}

}
