#include "docker/flags/draft_json.hpp"
#include "docker/flags/platform.hpp"
#include "docker/flags/topics.hpp"
#include "docker/flags/value.hpp"

#include "util/contains.hpp"
#include "util/error.hpp"
#include "util/text.hpp"

#include <array>
#include <limits>

namespace docker::flags {

namespace {

constexpr std::array<std::string_view, 4> policies = {"no", "on-failure", "always", "unless-stopped"};

std::string stream(const std::string& value) {
    const std::string name = util::to_lower(value);
    if (name != "stdin" && name != "stdout" && name != "stderr") expect("stdin, stdout or stderr");
    return name;
}

/// Every image that is deployed is there already.
std::string pull_policy(const std::string& value) {
    if (!value.empty() && value != "missing" && value != "never")
        expect("missing or never: images are not pulled");
    return value;
}

void set_name(Draft& draft, const Flag&, const std::string& value) { draft.spec.name = value; }
void set_platform(Draft& draft, const Flag&, const std::string& value) {
    draft.spec.platform = platform(value);
}

void set_id_file(Draft& draft, const Flag&, const std::string& value) {
    draft.spec.id_file = value;
    draft.host("ContainerIDFile") = value;
}

/// An empty value takes the image's entrypoint away.
void set_entrypoint(Draft& draft, const Flag&, const std::string& value) {
    draft.body["Entrypoint"] = Json::array({value});
}

void set_restart(Draft& draft, const Flag&, const std::string& value) {
    const Pair parts = cut(value.empty() ? "no" : value, ':');
    if (!util::contains(policies, parts.key)) expect("no, on-failure[:RETRIES], always or unless-stopped");
    const std::int64_t retries =
        parts.value.empty() ? 0 : integer_between<0, std::numeric_limits<int>::max()>(parts.value);
    if (retries != 0 && parts.key != "on-failure") expect("a number of retries only with on-failure");
    draft.spec.restart_policy = {parts.key, static_cast<int>(retries)};
}

void set_stop_timeout(Draft& draft, const Flag& flag, const std::string& value) {
    using Bounds = std::numeric_limits<int>;
    const std::int64_t seconds = integer_between<Bounds::min(), Bounds::max()>(value);
    draft.at(flag.place) = seconds;
    draft.spec.stop_timeout = util::Seconds(seconds);
}

bool is_true(Draft& draft, const std::string& pointer) {
    return draft.is_set(pointer) && draft.at(pointer) == true;
}

/// Without -a, output is attached; detached, nothing is.
void finish_streams(Draft& draft) {
    const std::vector<std::string>& asked = draft.values("attach");
    const bool detached = is_true(draft, "/detached");
    draft.body.erase("detached");
    if (detached && !asked.empty()) throw util::Error("--attach and --detach exclude each other");
    const auto attached = [&](const char* name, bool otherwise) {
        return !detached && (util::contains(asked, name) || otherwise);
    };
    const bool open = is_true(draft, "/OpenStdin");
    draft.body["AttachStdin"] = attached("stdin", open);
    draft.body["AttachStdout"] = attached("stdout", asked.empty());
    draft.body["AttachStderr"] = attached("stderr", asked.empty());
    draft.body["StdinOnce"] = open && draft.body["AttachStdin"] == true;
}

}

std::span<const Flag> process_flags() {
    static constexpr std::array table{
        Flag{"attach", 'a', Takes::value, collect<stream>, "attach"},
        Flag{"cgroup-parent", 0, Takes::value, set<text>, "/HostConfig/CgroupParent"},
        Flag{"cidfile", 0, Takes::value, set_id_file},
        Flag{"detach", 'd', Takes::switch_value, set<boolean>, "/detached"},
        Flag{"detach-keys", 0, Takes::value, ignore<text>},
        Flag{"disable-content-trust", 0, Takes::switch_value, ignore<boolean>},
        Flag{"domainname", 0, Takes::value, set<text>, "/Domainname"},
        Flag{"entrypoint", 0, Takes::value, set_entrypoint},
        Flag{"hostname", 'h', Takes::value, set<text>, "/Hostname"},
        Flag{"init", 0, Takes::switch_value, set<boolean>, "/HostConfig/Init"},
        Flag{"interactive", 'i', Takes::switch_value, set<boolean>, "/OpenStdin"},
        Flag{"isolation", 0, Takes::value, set<text>, "/HostConfig/Isolation"},
        Flag{"name", 0, Takes::value, set_name},
        Flag{"platform", 0, Takes::value, set_platform},
        Flag{"pull", 0, Takes::value, ignore<pull_policy>},
        Flag{"quiet", 'q', Takes::switch_value, ignore<boolean>},
        Flag{"restart", 0, Takes::value, set_restart},
        Flag{"rm", 0, Takes::switch_value, set<boolean>, "/HostConfig/AutoRemove"},
        Flag{"runtime", 0, Takes::value, set<text>, "/HostConfig/Runtime"},
        Flag{"sig-proxy", 0, Takes::switch_value, ignore<boolean>},
        Flag{"stop-signal", 0, Takes::value, set<text>, "/StopSignal"},
        Flag{"stop-timeout", 0, Takes::value, set_stop_timeout, "/StopTimeout"},
        Flag{"tty", 't', Takes::switch_value, set<boolean>, "/Tty"},
        Flag{"user", 'u', Takes::value, set<text>, "/User"},
        Flag{"workdir", 'w', Takes::value, set<text>, "/WorkingDir"},
    };
    return table;
}

void finish_process(Draft& draft) {
    finish_streams(draft);
    if (is_true(draft, "/HostConfig/AutoRemove") && draft.spec.restart_policy.name != "no")
        throw util::Error("--restart and --rm exclude each other");
}

}
