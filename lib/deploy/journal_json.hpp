#pragma once

// Private to the sources of this folder: how records look as JSON.

#include "deploy/journal.hpp"

#include <nlohmann/json.hpp>

namespace nlohmann {

template <typename T>
struct adl_serializer<std::optional<T>> {
    static void to_json(json& j, const std::optional<T>& value) {
        if (value) j = *value;
        else j = nullptr;
    }
    static void from_json(const json& j, std::optional<T>& value) {
        if (j.is_null()) value.reset();
        else value = j.get<T>();
    }
};

template <typename Period>
struct adl_serializer<std::chrono::duration<std::int64_t, Period>> {
    using Duration = std::chrono::duration<std::int64_t, Period>;
    static void to_json(json& j, const Duration& value) { j = value.count(); }
    static void from_json(const json& j, Duration& value) { value = Duration(j.get<std::int64_t>()); }
};

}

namespace docker {
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(RestartPolicy, name, maximum_retries)
}

namespace dokku {
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Replica, process_type, index)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Placement, container_id, ip_address, port)
}

namespace deploy {

NLOHMANN_JSON_SERIALIZE_ENUM(Phase, {{Phase::preparing, "preparing"},
                                     {Phase::committing, "committing"},
                                     {Phase::switching, "switching"}})
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Newcomer, replica, upcoming_name, id, restart_policy, placement)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Incumbent, id, label, name, retired_name, image_id,
                                                stop_timeout, usual_stop_timeout, keep_for, until_idle,
                                                signal_at_switch, stopped_first, restart_policy)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Journal, rollout, phase, image_tag, newcomers, incumbents, surplus,
                                   state_files)

}
