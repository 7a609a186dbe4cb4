#include "docker/logs.hpp"

#include "docker/frame_decoder.hpp"
#include "docker/json.hpp"
#include "docker/line_buffer.hpp"
#include "util/timestamp.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

namespace docker {

namespace {

constexpr std::size_t longest_log_line = 1U << 20U;
constexpr std::size_t longest_time = 40;

std::string query_of(const LogOptions& options) {
    std::string query = "/logs?stdout=1&stderr=1";
    query += "&tail=" + (options.tail < 0 ? "all" : std::to_string(options.tail));
    if (options.follow) query += "&follow=1";
    if (options.timestamps) query += "&timestamps=1";
    return query;
}

/// Engine 20.10 does not say in its answer whether it comes in frames.
bool has_terminal(Client& client, const std::string& id, const std::stop_token& stop) {
    const std::string wanted = "inspect container " + id;
    const std::string answer = client.call(
        {.wanted = wanted, .method = "GET", .path = path_to("containers", id, "/json"), .stop = stop});
    return json::truth(json::member(json::parse_answer(answer, wanted), "Config"), "Tty");
}

/// Cuts the frames of both streams into lines. A line that the Engine keeps in
/// parts comes in a frame each, all with the time in front where there is one:
/// only the first is kept.
class LogLines {
public:
    LogLines(bool timestamps, const LineBuffer::OnLine& on_line)
        : timestamps_(timestamps), buffers_(FrameDecoder::streams, LineBuffer(longest_log_line, on_line)) {}

    void begin_frame(FrameDecoder::Stream stream) {
        release(stream);
        if (timestamps_ && buffers_.at(stream).has_unfinished_line()) times_.at(stream).emplace();
    }

    void feed(FrameDecoder::Stream stream, std::string_view payload) {
        auto& time = times_.at(stream);
        if (!time) return buffers_.at(stream).feed(payload);
        *time += payload;
        const auto end = time->find(' ');
        if (end == std::string::npos && time->size() < longest_time) return;
        const std::string text = is_time(*time, end) ? time->substr(end + 1) : *time;
        time.reset();
        buffers_.at(stream).feed(text);
    }

    void finish() {
        for (std::size_t stream = 0; stream < buffers_.size(); ++stream) {
            release(stream);
            buffers_[stream].finish();
        }
    }

private:
    /// A frame that was too short for a time had none.
    void release(std::size_t stream) {
        if (const auto text = std::exchange(times_.at(stream), {})) buffers_.at(stream).feed(*text);
    }

    static bool is_time(std::string_view text, std::size_t end) {
        return end != std::string_view::npos && util::parse_timestamp(text.substr(0, end)).has_value();
    }

    bool timestamps_;
    std::vector<LineBuffer> buffers_;
    /// What a frame that goes on with a line begins with, until it is known to be a time.
    std::array<std::optional<std::string>, FrameDecoder::streams> times_{};
};

struct LogRequest {
    const std::string& id;
    LogOptions options;
    util::Milliseconds timeout;
    std::optional<bool> has_terminal{};
};

void read(Client& client, const LogRequest& request, FrameDecoder decoder, const std::stop_token& stop) {
    const std::string& id = request.id;
    const bool framed = !(request.has_terminal ? *request.has_terminal : has_terminal(client, id, stop));
    const auto on_data = [&](std::string_view piece) {
        if (framed) decoder.feed(piece);
        else decoder.pass(piece);
        return true;
    };
    client.stream({.wanted = "read the output of container " + id,
                   .method = "GET",
                   .path = path_to("containers", id, query_of(request.options)),
                   .stop = stop,
                   .timeout = request.timeout},
                  on_data);
}

}

std::string Logs::tail(const std::string& id, const Tail& tail, const std::stop_token& stop) {
    const std::size_t limit = tail.limit;
    // Each line has a byte at least, so that more lines than bytes are never needed;
    // the Engine reads the end of a log at once, all of it in seconds.
    const int enough = static_cast<int>(std::min<std::size_t>(limit, 1'000'000));
    std::string kept;
    const auto keep = [&](FrameDecoder::Stream, std::string_view payload) {
        kept += payload;
        if (kept.size() > 2 * limit) kept.erase(0, kept.size() - limit);
    };
    const int lines = tail.lines < 0 ? enough : tail.lines;
    read(client_, {id, {.tail = lines}, Client::usual_timeout, tail.has_terminal}, FrameDecoder(keep), stop);
    if (kept.size() > limit) kept.erase(0, kept.size() - limit);
    return kept;
}

void Logs::follow(const std::string& id, const LogOptions& options,
                  const std::function<void(std::string_view line)>& on_line, const std::stop_token& stop) {
    LogLines lines(options.timestamps, on_line);
    FrameDecoder decoder(
        [&](FrameDecoder::Stream stream, std::string_view payload) { lines.feed(stream, payload); },
        [&](FrameDecoder::Stream stream) { lines.begin_frame(stream); });
    // As long as whoever takes the lines takes for them.
    read(client_, {id, options, no_timeout}, std::move(decoder), stop);
    lines.finish();
}

}
