#include "dokku/healthcheck_entry_json.hpp"

#include "dokku/http_words.hpp"
#include "dokku/object_reader_json.hpp"
#include "util/error.hpp"
#include "util/text.hpp"

#include <algorithm>
#include <array>

namespace dokku {

namespace {

using Json = nlohmann::json;
using Kind = HealthcheckEntry::Kind;
using Type = HealthcheckEntry::Type;

constexpr std::size_t longest_content = 65536;

struct TypeName {
    const char* name;
    Type type;
};
constexpr std::array type_names{TypeName{"startup", Type::startup}, TypeName{"readiness", Type::readiness},
                                TypeName{"liveness", Type::liveness}};

std::optional<util::Seconds> read_time(const ObjectReader& reader, const char* key, int lowest) {
    const auto number = reader.number(key, lowest, longest_healthcheck_time);
    if (!number) return {};
    return util::Seconds(*number);
}

/// A text that is set and not empty; refused where `is_valid` says so.
std::string read_text(const ObjectReader& reader, const char* key, bool (*is_valid)(std::string_view),
                      const char* wanted) {
    std::string text = reader.text(key).value_or("");
    if (!text.empty() && !is_valid(text)) reader.refuse(key, wanted);
    return text;
}

Type read_type(const ObjectReader& reader, std::vector<std::string>& warnings) {
    const std::string name = reader.text("type").value_or("");
    if (name.empty()) {
        warnings.push_back(reader.place() + " has no type, it counts as startup");
        return Type::startup;
    }
    const auto type = parse_healthcheck_type(name);
    if (!type) reader.refuse("type", "startup, readiness or liveness");
    return *type;
}

struct KindField {
    const char* key;
    Kind kind;
    bool is_set;
};

Kind read_kind(const ObjectReader& reader, const HealthcheckEntry& entry) {
    const std::array fields{KindField{"command", Kind::command, !entry.command.empty()},
                            KindField{"listening", Kind::listening, reader.truth("listening")},
                            KindField{"path", Kind::path, !reader.text("path").value_or("").empty()},
                            KindField{"uptime", Kind::uptime, entry.uptime.count() > 0}};
    const KindField* chosen = nullptr;
    for (const KindField& field : fields) {
        if (!field.is_set) continue;
        if (chosen != nullptr)
            throw util::Error(reader.place() + " has both " + chosen->key + " and " + field.key +
                              ", but an entry is one kind of check");
        chosen = &field;
    }
    if (chosen != nullptr) return chosen->kind;
    // To Dokku an uptime of 0 beside another kind is one that is not set.
    return reader.has("uptime") ? Kind::uptime : Kind::path;
}

void read_header(const ObjectReader& reader, std::map<std::string, std::string>& headers,
                 std::vector<std::string>& warnings) {
    const std::string name = reader.text("name").value_or("");
    const std::string value = reader.text("value").value_or("");
    if (!is_header_name(name)) reader.refuse("name", "the name of an HTTP header");
    if (!is_header_value(value)) reader.refuse("value", "a text without control characters");
    headers[canonical_header_name(name)] = value;
    for (std::string& line : reader.unknown_members({"name", "value"})) warnings.push_back(std::move(line));
}

void read_headers(const ObjectReader& reader, HealthcheckEntry& entry, std::vector<std::string>& warnings) {
    const Json& list = reader.member("httpHeaders");
    if (list.is_null()) return;
    if (!list.is_array()) reader.refuse("httpHeaders", "a list of objects with name and value");
    for (std::size_t i = 0; i < list.size(); ++i) {
        const std::string place = reader.place() + ".httpHeaders[" + std::to_string(i) + "]";
        read_header(ObjectReader(list[i], place), entry.headers, warnings);
    }
}

health::FailureAction read_failure_action(const ObjectReader& reader, std::vector<std::string>& warnings) {
    for (std::string& line : reader.unknown_members({"command", "url"})) warnings.push_back(std::move(line));
    return {reader.command("command"), read_text(reader, "url", is_http_url, "a URL of http or https")};
}

/// For messages, where the entry has no name.
std::string describe(const HealthcheckEntry& entry) {
    switch (entry.kind) {
        case Kind::command: return "command " + util::shortened(util::shell_command(entry.command), 60);
        case Kind::listening: return "listening";
        case Kind::uptime: return "uptime " + std::to_string(entry.uptime.count()) + " s";
        case Kind::path: break;
    }
    return "path " + util::shortened(entry.path, 60);
}

void read_times(const ObjectReader& reader, HealthcheckEntry& entry) {
    entry.attempts = reader.number("attempts", 1, most_healthcheck_attempts);
    entry.initial_delay = read_time(reader, "initialDelay", 0);
    entry.timeout = read_time(reader, "timeout", 1);
    entry.wait = read_time(reader, "wait", 0);
    entry.uptime = read_time(reader, "uptime", 0).value_or(util::Seconds(0));
}

void read_http(const ObjectReader& reader, HealthcheckEntry& entry, std::vector<std::string>& warnings) {
    const std::string path =
        read_text(reader, "path", is_request_target, "a path that begins with / and has no blanks");
    if (!path.empty()) entry.path = path;
    entry.content = reader.text("content").value_or("");
    if (entry.content.size() > longest_content) reader.refuse("content", "at most 64 KiB");
    const std::string scheme = reader.text("scheme").value_or("");
    if (!scheme.empty() && scheme != "http" && scheme != "https") reader.refuse("scheme", "http or https");
    if (!scheme.empty()) entry.scheme = scheme;
    entry.port = reader.number("port", 1, 65535);
    read_headers(reader, entry, warnings);
}

}

const std::vector<std::string>& healthcheck_fields() {
    static const std::vector<std::string> fields{
        "attempts",  "command", "content",   "description", "httpHeaders", "initialDelay",
        "listening", "name",    "onFailure", "path",        "port",        "scheme",
        "timeout",   "type",    "uptime",    "wait",        "warn"};
    return fields;
}

std::optional<Type> parse_healthcheck_type(const std::string& word) {
    const auto* found = std::find_if(type_names.begin(), type_names.end(),
                                     [&](const TypeName& row) { return word == row.name; });
    if (found == type_names.end()) return {};
    return found->type;
}

HealthcheckEntry parse_healthcheck_entry(const Json& value, const std::string& place,
                                         std::vector<std::string>& warnings) {
    const ObjectReader reader(value, place);
    for (std::string& line : reader.unknown_members(healthcheck_fields()))
        warnings.push_back(std::move(line));
    HealthcheckEntry entry{.place = place};
    entry.type = read_type(reader, warnings);
    entry.command = reader.command("command");
    entry.warn = reader.truth("warn");
    read_times(reader, entry);
    read_http(reader, entry, warnings);
    entry.kind = read_kind(reader, entry);
    entry.on_failure = read_failure_action(reader.object("onFailure"), warnings);
    entry.name = util::shown(reader.text("name").value_or(""), 200);
    if (entry.name.empty()) entry.name = describe(entry);
    return entry;
}

}
