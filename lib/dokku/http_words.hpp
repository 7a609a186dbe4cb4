#pragma once

#include <string>
#include <string_view>

namespace dokku {

/// What may stand in a request line: "/" and visible ASCII.
bool is_request_target(std::string_view text);
/// The name of an HTTP header.
bool is_header_name(std::string_view text);
/// x-forwarded-proto as X-Forwarded-Proto: names that mean the same become the same.
std::string canonical_header_name(std::string_view name);
/// No control character, so that no value can end its line.
bool is_header_value(std::string_view text);
/// http:// or https:// and visible ASCII.
bool is_http_url(std::string_view text);

}
