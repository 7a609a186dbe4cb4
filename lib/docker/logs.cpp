#include "docker/logs.hpp"

#include "docker/frame_decoder.hpp"
#include "docker/json.hpp"
#include "docker/line_buffer.hpp"

#include <algorithm>
#include <vector>

namespace docker {

namespace {

constexpr std::size_t longest_line = 1U << 20U;
constexpr util::Milliseconds for_ever{0};

using OnPayload = FrameDecoder::OnPayload;

std::string path_of(const std::string& id, const std::string& rest) {
    return "/containers/" + url_encoded(checked_id(id)) + rest;
}

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
    const std::string answer =
        client.call({.wanted = wanted, .method = "GET", .path = path_of(id, "/json"), .stop = stop});
    return json::truth(json::member(json::parse_answer(answer, wanted), "Config"), "Tty");
}

void read(Client& client, const std::string& id, const LogOptions& options, const OnPayload& on_payload,
          const std::stop_token& stop) {
    const bool framed = !has_terminal(client, id, stop);
    FrameDecoder decoder(on_payload);
    const auto on_data = [&](std::string_view piece) {
        if (framed) decoder.feed(piece);
        else on_payload(FrameDecoder::output, piece);
        return true;
    };
    client.stream({.wanted = "read the output of container " + id,
                   .method = "GET",
                   .path = path_of(id, query_of(options)),
                   .stop = stop,
                   .timeout = options.follow ? for_ever : Client::usual_timeout},
                  on_data);
}

}

std::string Logs::tail(const std::string& id, std::size_t limit, int lines, const std::stop_token& stop) {
    // Each line has a byte at least, so that more lines than bytes are never needed;
    // the Engine reads the end of a log at once, all of it in seconds.
    const int enough = static_cast<int>(std::min<std::size_t>(limit, 1'000'000));
    std::string kept;
    const auto keep = [&](FrameDecoder::Stream, std::string_view payload) {
        kept += payload;
        if (kept.size() > 2 * limit) kept.erase(0, kept.size() - limit);
    };
    read(client_, id, {.tail = lines < 0 ? enough : lines}, keep, stop);
    if (kept.size() > limit) kept.erase(0, kept.size() - limit);
    return kept;
}

void Logs::follow(const std::string& id, const LogOptions& options,
                  const std::function<void(std::string_view line)>& on_line, const std::stop_token& stop) {
    // A long line comes in several frames, between which the other stream may have one.
    std::vector<LineBuffer> buffers(FrameDecoder::streams, LineBuffer(longest_line, on_line));
    const auto cut = [&](FrameDecoder::Stream stream, std::string_view payload) {
        buffers[stream].feed(payload);
    };
    read(client_, id, options, cut, stop);
    for (LineBuffer& buffer : buffers) buffer.finish();
}

}
