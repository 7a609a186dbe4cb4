#pragma once

#include "docker/flags/flag.hpp"
#include "docker/json.hpp"
#include "docker/run_options.hpp"

namespace docker::flags {

using json::Json;

/// A container as far as the flags read so far describe it.
struct Draft {
    const RunContext& context;
    ContainerSpec spec{};
    Json body = Json::object();
    /// Values that mean something only together, in the order they were given.
    std::map<std::string, std::vector<std::string>> collected{};

    Json& at(const std::string& pointer) { return body[Json::json_pointer(pointer)]; }
    Json& host(const char* key) { return body["HostConfig"][key]; }
    bool is_set(const std::string& pointer) const { return body.contains(Json::json_pointer(pointer)); }

    const std::vector<std::string>& values(const char* name) { return collected[name]; }
    /// The last of a collected flag's values; empty without one.
    std::string last(const char* name) {
        const std::vector<std::string>& all = values(name);
        return all.empty() ? std::string() : all.back();
    }
};

// How a value gets into a draft. `parse` makes what is sent of it and throws
// util::Error "expected ..." if it cannot.

/// The last value wins.
template <auto parse>
void set(Draft& draft, const Flag& flag, const std::string& value) {
    draft.at(flag.place) = parse(value);
}

template <auto parse>
void append(Draft& draft, const Flag& flag, const std::string& value) {
    draft.at(flag.place).push_back(parse(value));
}

/// KEY=VALUE becomes a member; without the sign its value is empty.
template <auto parse>
void set_member(Draft& draft, const Flag& flag, const std::string& value) {
    const std::string pair = parse(value);
    const auto sign = pair.find('=');
    draft.at(flag.place)[pair.substr(0, sign)] = sign == std::string::npos ? "" : pair.substr(sign + 1);
}

template <auto parse>
void collect(Draft& draft, const Flag& flag, const std::string& value) {
    draft.collected[flag.place].push_back(parse(value));
}

/// Reads the value and leaves it: what matters only to a terminal or a pull.
template <auto parse>
void ignore(Draft&, const Flag&, const std::string& value) {
    parse(value);
}

}
