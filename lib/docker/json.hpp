#pragma once

#include "docker/types.hpp"
#include "util/json.hpp"

#include <string_view>

/// Reading JSON that comes from outside: what is absent or of another type than
/// expected counts as empty, never as a reason to throw.
namespace docker::json {

using Json = nlohmann::json;

/// Throws util::Error "cannot `wanted`: ..." for what is no JSON.
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

}
