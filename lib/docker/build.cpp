#include "docker/build.hpp"

#include "docker/json.hpp"
#include "docker/line_buffer.hpp"
#include "util/text.hpp"

namespace docker {

namespace {

constexpr std::size_t longest_build_message = 4U << 20U;

/// Intermediate containers go, also those of steps that fail.
std::string path_of(const BuildOptions& options) {
    return "/build?t=" + url_encoded(options.tag) + "&dockerfile=" + url_encoded(options.dockerfile) +
           "&labels=" + url_encoded(util::json_text(json::Json(options.labels))) +
           "&buildargs=" + url_encoded(util::json_text(json::Json(options.arguments))) + "&rm=1&forcerm=1";
}

/// The Engine colours what a step writes to stderr.
std::string without_colour(const std::string& text) {
    return util::replace_all(util::replace_all(text, "\x1b[91m", ""), "\x1b[0m", "");
}

/// A pull's "Pulling from library/alpine"; its progress bars are left out.
std::string status_line(const json::Json& message) {
    const std::string status = json::text(message, "status");
    if (status.empty() || !json::text(message, "progress").empty()) return {};
    const std::string id = json::text(message, "id");
    return (id.empty() ? status : id + ": " + status) + "\n";
}

/// Reads the messages of a build: output, the image's id, an error.
class Progress {
public:
    explicit Progress(LineBuffer::OnLine on_line) : output_(longest_build_message, std::move(on_line)) {}

    void take(std::string_view line) {
        const std::optional<json::Json> message = util::try_parse_json(line);
        if (!message) return;
        output_.feed(without_colour(json::text(*message, "stream")));
        output_.feed(status_line(*message));
        if (const std::string id = json::text(json::member(*message, "aux"), "ID"); !id.empty())
            image_id_ = id;
        if (const std::string error = json::text(*message, "error"); !error.empty()) error_ = error;
    }

    /// The image's id; throws ApiError when the build failed.
    std::string result(const std::string& wanted) {
        output_.finish();
        if (!error_.empty()) throw ApiError(wanted, status_of_failed_stream, error_);
        if (image_id_.empty())
            throw ConnectionError("cannot " + wanted + ": the Engine broke off without a result");
        return image_id_;
    }

private:
    /// The Engine says 200 before it knows.
    static constexpr int status_of_failed_stream = 200;

    LineBuffer output_;
    std::string image_id_;
    std::string error_;
};

std::string build_once(Client& client, const std::string& context_tar, const BuildOptions& options,
                       const LineBuffer::OnLine& on_line, const std::stop_token& stop) {
    const std::string wanted = "build image " + options.tag;
    Progress progress(on_line);
    LineBuffer messages(longest_build_message, [&](std::string_view line) { progress.take(line); });
    const auto on_data = [&](std::string_view piece) {
        messages.feed(piece);
        return true;
    };
    client.stream({.wanted = wanted,
                   .method = "POST",
                   .path = path_of(options),
                   .body = context_tar,
                   .content_type = "application/x-tar",
                   .stop = stop,
                   .timeout = no_timeout},
                  on_data);
    messages.finish();
    return progress.result(wanted);
}

/// Engine 20.10 may lose the image of a step that it has just made, while images
/// of other builds are removed. A name, not an id, is one that the Dockerfile asks for.
bool lost_a_step(const ApiError& error) {
    return std::string_view(error.what()).find("unable to find image \"sha256:") != std::string_view::npos;
}

}

std::string build_image(Client& client, const std::string& context_tar, const BuildOptions& options,
                        const std::function<void(std::string_view line)>& on_line,
                        const std::stop_token& stop) {
    try {
        return build_once(client, context_tar, options, on_line, stop);
    } catch (const ApiError& error) {
        if (!lost_a_step(error)) throw;
        return build_once(client, context_tar, options, on_line, stop);
    }
}

}
