#include "docker/flags/mount_json.hpp"

#include "docker/api_version.hpp"
#include "docker/flags/value.hpp"
#include "docker/flags/volume.hpp"
#include "util/contains.hpp"
#include "util/error.hpp"
#include "util/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace docker::flags {

namespace {

using json::Json;

/// A field of --mount. `set` is given the object that `group` names, or the
/// mount itself; `group` also says which type of mount the field belongs to.
struct Field {
    std::string_view name;
    const char* group;
    void (*set)(Json& object, const std::string& value);
    const char* since = "";
};

bool yes_or_no(const std::string& value) {
    if (value != "true" && value != "1" && value != "false" && value != "0") expect("true or false");
    return value == "true" || value == "1";
}

/// Only what is not the default is sent.
void set_switch(Json& object, const char* key, const std::string& value) {
    if (yes_or_no(value)) object[key] = true;
    else object.erase(key);
}

void set_source(Json& mount, const std::string& value) { mount["Source"] = absolute_source(value); }
void set_target(Json& mount, const std::string& value) { mount["Target"] = value; }
void set_read_only(Json& mount, const std::string& value) { set_switch(mount, "ReadOnly", value); }

void set_recursion(Json& options, const std::string& value) {
    struct Choice {
        std::string_view value;
        const char* field;
    };
    static constexpr std::array choices{Choice{"enabled", nullptr}, Choice{"disabled", "NonRecursive"},
                                        Choice{"writable", "ReadOnlyNonRecursive"},
                                        Choice{"readonly", "ReadOnlyForceRecursive"}};
    const auto* choice =
        std::find_if(choices.begin(), choices.end(), [&](const Choice& c) { return c.value == value; });
    if (choice == choices.end()) expect("bind-recursive=enabled, disabled, writable or readonly");
    if (choice->field != nullptr) options[choice->field] = true;
}

void set_pair(Json& members, const std::string& value) {
    const Pair pair = cut(value, '=');
    if (!pair.key.empty()) members[pair.key] = pair.value;
}

void set_mode(Json& options, const std::string& value) {
    std::uint32_t mode = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), mode, 8);
    if (error != std::errc() || end != value.data() + value.size()) expect("tmpfs-mode=MODE in octal digits");
    options["Mode"] = mode;
}

constexpr std::array fields{
    Field{"type", "", [](Json& mount, const std::string& value) { mount["Type"] = util::to_lower(value); }},
    Field{"source", "", set_source},
    Field{"src", "", set_source},
    Field{"target", "", set_target},
    Field{"dst", "", set_target},
    Field{"destination", "", set_target},
    Field{"readonly", "", set_read_only},
    Field{"ro", "", set_read_only},
    Field{"consistency", "",
          [](Json& mount, const std::string& value) { mount["Consistency"] = util::to_lower(value); }},
    Field{"bind-propagation", "BindOptions",
          [](Json& options, const std::string& value) { options["Propagation"] = util::to_lower(value); }},
    Field{"bind-nonrecursive", "BindOptions",
          [](Json& options, const std::string& value) { set_switch(options, "NonRecursive", value); }},
    Field{"bind-recursive", "BindOptions", set_recursion},
    Field{"bind-create-src", "BindOptions",
          [](Json& options, const std::string& value) { set_switch(options, "CreateMountpoint", value); },
          "1.42"},
    Field{"volume-subpath", "VolumeOptions",
          [](Json& options, const std::string& value) { options["Subpath"] = value; }, "1.45"},
    Field{"volume-nocopy", "VolumeOptions",
          [](Json& options, const std::string& value) { set_switch(options, "NoCopy", value); }},
    Field{"volume-label", "VolumeOptions",
          [](Json& options, const std::string& value) { set_pair(options["Labels"], value); }},
    Field{"volume-driver", "VolumeOptions",
          [](Json& options, const std::string& value) { options["DriverConfig"]["Name"] = value; }},
    Field{
        "volume-opt", "VolumeOptions",
        [](Json& options, const std::string& value) { set_pair(options["DriverConfig"]["Options"], value); }},
    Field{"image-subpath", "ImageOptions",
          [](Json& options, const std::string& value) { options["Subpath"] = value; }, "1.48"},
    Field{"tmpfs-size", "TmpfsOptions",
          [](Json& options, const std::string& value) { options["SizeBytes"] = size(value); }},
    Field{"tmpfs-mode", "TmpfsOptions", set_mode},
};

struct Group {
    const char* name;
    std::string_view type;
};
constexpr std::array groups{Group{"BindOptions", "bind"}, Group{"VolumeOptions", "volume"},
                            Group{"ImageOptions", "image"}, Group{"TmpfsOptions", "tmpfs"}};

constexpr std::array<std::string_view, 5> switches = {"readonly", "ro", "volume-nocopy", "bind-nonrecursive",
                                                      "bind-create-src"};

/// The field's value; "true" for a switch without one.
std::string value_of(const Pair& parts, const std::string& name) {
    const bool is_switch = util::contains(switches, name);
    if (!parts.has_value && is_switch) return "true";
    if (!parts.has_value || parts.value.empty() || util::trim(parts.value).size() != parts.value.size())
        expect(name + "=VALUE without blanks around it");
    return parts.value;
}

/// A volume's options come with a driver, named or not.
Json empty_group(std::string_view name) {
    if (name == "VolumeOptions") return {{"DriverConfig", Json::object()}};
    return Json::object();
}

void set_field(Json& mount, const std::string& text, const std::string& api_version) {
    const Pair parts = cut(text, '=');
    const std::string name = util::to_lower(parts.key);
    const auto* field =
        std::find_if(fields.begin(), fields.end(), [&](const Field& f) { return f.name == name; });
    if (field == fields.end()) expect("known fields, not '" + util::printable(parts.key) + "'");
    require_version(api_version, field->since, name);
    const std::string value = value_of(parts, name);
    if (*field->group == '\0') return field->set(mount, value);
    Json& object = mount[field->group];
    if (object.is_null()) object = empty_group(field->group);
    field->set(object, value);
}

void check_groups(const Json& mount) {
    const std::string type = json::text(mount, "Type");
    for (const Group& group : groups)
        if (mount.contains(group.name) && type != group.type)
            expect("no " + std::string(group.type) + "-* fields with type=" + type);
}

/// Read-only recursion is a matter of read-only mounts.
void check_recursion(const Json& mount, const std::string& api_version) {
    const Json& options = json::member(mount, "BindOptions");
    const bool forced = json::truth(options, "ReadOnlyForceRecursive");
    if (forced) require_version(api_version, "1.44", "bind-recursive=readonly");
    if ((forced || json::truth(options, "ReadOnlyNonRecursive")) && !json::truth(mount, "ReadOnly"))
        expect("readonly beside bind-recursive=writable or readonly");
    if (forced && json::text(options, "Propagation") != "rprivate")
        expect("bind-propagation=rprivate beside bind-recursive=readonly");
}

}

Json mount(const std::string& value, const std::string& api_version) {
    const std::string trimmed(util::trim(value));
    if (trimmed.empty()) expect("type=TYPE,source=SOURCE,target=TARGET");
    Json result = {{"Type", "volume"}};
    for (const std::string& text : csv(trimmed)) set_field(result, text, api_version);
    check_groups(result);
    check_recursion(result, api_version);
    if (json::text(result, "Type") == "image") require_version(api_version, "1.48", "type=image");
    return result;
}

}
