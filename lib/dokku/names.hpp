#pragma once

#include "dokku/environment.hpp"
#include "util/error.hpp"

#include <string>
#include <string_view>

namespace dokku {

/// "App X does not exist": exit code 20.
class NoSuchApp : public util::Error {
public:
    explicit NoSuchApp(const std::string& app);
};

/// The process type that gets the app's requests.
inline constexpr const char* web_process = "web";

bool is_app_name(std::string_view text);
bool is_process_type(std::string_view text);
bool is_image_tag(std::string_view text);

/// Dokku's rule for an app's name; throws util::Error that says it. Everything
/// that becomes a path or a URL passes one of these.
void verify_app_name(const std::string& app);
void verify_process_type(const std::string& type);
/// repository[:tag], as the Engine takes it.
void verify_image_name(const std::string& image);

/// Throws util::Error for a bad name and NoSuchApp where there is no such directory.
void verify_app_exists(const Environment& environment, const std::string& app);

}
