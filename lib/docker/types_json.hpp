#pragma once

#include "docker/json.hpp"
#include "docker/types.hpp"

namespace docker {

/// Of GET /containers/ID/json. `document` is the text it was parsed from.
Container container_from(const json::Json& inspection, std::string document);
/// One row of GET /containers/json.
ContainerSummary summary_from(const json::Json& row);
/// Of GET /images/NAME/json.
Image image_from(const json::Json& inspection);
/// As the Engine takes it in a create or update.
json::Json to_json(const RestartPolicy& policy);
/// ["name=value", ...], as filters have it.
json::Json label_pairs(const Labels& labels);

}
