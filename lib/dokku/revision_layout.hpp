#pragma once

#include <array>

/// The files of a kept revision.
namespace dokku::kept {

inline constexpr const char* app_json = "app.json";
inline constexpr std::array yaml_names{"app.yml", "app.yaml"};
inline constexpr const char* checks = "CHECKS";
inline constexpr const char* candidate_prefix = "revision.candidate-";

/// In a candidate whose files only Dokku can get at.
inline constexpr const char* image_marker = "from-image";

}
