#include "docker/events.hpp"

#include "docker/line_buffer.hpp"
#include "docker/types_json.hpp"
#include "util/text.hpp"

namespace docker {

namespace {

/// All labels are part of an event, and the Engine takes labels of megabytes.
constexpr std::size_t longest_event = 16U << 20U;

/// exec_create and its like carry the whole command, and secrets with it.
std::string action_of(const json::Json& event) {
    const std::string action = json::text(event, "Action");
    return action.starts_with("exec_") ? action.substr(0, action.find(':')) : action;
}

std::optional<util::Timestamp> time_of(const json::Json& event) {
    const std::chrono::nanoseconds since_epoch(json::integer(event, "timeNano"));
    if (since_epoch.count() <= 0) return {};
    return util::Timestamp(std::chrono::duration_cast<std::chrono::microseconds>(since_epoch));
}

std::optional<Event> parse_event(std::string_view line) {
    const std::optional<json::Json> event = util::try_parse_json(line);
    if (!event || json::text(*event, "Type") != "container") return {};
    const json::Json& actor = json::member(*event, "Actor");
    Event result{.action = action_of(*event),
                 .container_id = json::text(actor, "ID"),
                 .at = time_of(*event),
                 .attributes = json::text_map(actor, "Attributes")};
    if (const auto code = result.attributes.find("exitCode"); code != result.attributes.end())
        result.exit_code = static_cast<int>(util::parse_number(code->second, -255, 255).value_or(0));
    return result;
}

}

void Events::follow(const Selection& chosen, const std::function<void()>& on_subscribed,
                    const std::function<bool(const Event&)>& on_event, const std::stop_token& stop) try {
    bool wanted_more = true;
    LineBuffer lines(longest_event, [&](std::string_view line) {
        const std::optional<Event> event = wanted_more ? parse_event(line) : std::nullopt;
        if (event) wanted_more = on_event(*event);
    });
    bool subscribed = false;
    const auto on_data = [&](std::string_view piece) {
        if (!std::exchange(subscribed, true)) on_subscribed();
        lines.feed(piece);
        return wanted_more;
    };
    const std::string filters = util::json_text(json::Json{
        {"type", {"container"}}, {"event", chosen.actions}, {"label", label_pairs(chosen.labels)}});
    client_.stream({.wanted = "follow the Engine's events",
                    .method = "GET",
                    .path = "/events?filters=" + url_encoded(filters),
                    .stop = stop,
                    .timeout = no_timeout},
                   on_data);
    if (wanted_more) throw ConnectionError("the Docker Engine ended its stream of events");
} catch (const util::Interrupted&) {
    // The stop that was asked for is the way a follower ends.
}

}
