#pragma once

#include "docker/types.hpp"

#include <nlohmann/json.hpp>

#include <string_view>

/// Reading JSON that comes from outside: what is absent or of another type than
/// expected counts as empty, never as a reason to throw.
namespace docker::json {

using Json = nlohmann::json;

/// Nothing if it is not JSON or nested deeper than any answer of the Engine.
std::optional<Json> parse(std::string_view text);
/// As parse(), but throws util::Error "cannot `wanted`: ...".
Json parse_answer(std::string_view text, const std::string& wanted);

/// null if `object` is none or has no such member.
const Json& member(const Json& object, const char* key);
std::string text(const Json& object, const char* key);
/// 0 for what is no integer of 64 bits.
std::int64_t integer(const Json& object, const char* key);
/// As integer(); 0 for what is no int.
int small_integer(const Json& object, const char* key);
bool truth(const Json& object, const char* key);
std::vector<std::string> texts(const Json& object, const char* key);
std::map<std::string, std::string> text_map(const Json& object, const char* key);
/// The names of the members of an object, sorted.
std::vector<std::string> keys(const Json& object, const char* key);

/// Never throws: bytes that are not UTF-8 become U+FFFD.
std::string serialized(const Json& value);

}
