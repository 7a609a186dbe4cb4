#include "host/account.hpp"
#include "host/commands/handlers.hpp"
#include "host/core/core.hpp"
#include "host/proxy.hpp"
#include "host/scheduler.hpp"
#include "util/error.hpp"

#include <unistd.h>
#include <array>
#include <cstdlib>

namespace host::command {

namespace {

constexpr mode_t open_to_all = 0755;
constexpr mode_t ours_alone = 0700;
constexpr const char* command_link = "/usr/local/bin/hookrun";
constexpr const char* core_plugin_toml =
    "[plugin]\ndescription = \"core of the standalone host\"\nversion = \"1.0.0\"\n[plugin.config]\n";

void make_directories(const Roots& roots) {
    util::make_directory(roots.root, open_to_all);
    for (const util::Path& path :
         {roots.programs(), roots.available_plugins(), roots.enabled_plugins(),
          roots.root / "core-plugins" / "available", roots.root / "core-plugins" / "enabled"})
        util::make_directory(path, open_to_all);
    for (const util::Path& path : {roots.apps(), roots.data(), roots.root / "config", roots.nginx()})
        util::make_directory(path, ours_alone);
}

/// Beside it, then over it: a hookrun that runs at this moment keeps its file.
void install_program(const Roots& roots) {
    const util::Path target = roots.programs() / "hookrun";
    const util::Path beside = target.string() + ".new";
    const util::Path program = std::filesystem::read_symlink("/proc/self/exe");
    if (program == target) return;
    std::filesystem::copy_file(program, beside, std::filesystem::copy_options::overwrite_existing);
    std::filesystem::permissions(beside, std::filesystem::perms(open_to_all));
    std::filesystem::rename(beside, target);
}

void link(const util::Path& target, const util::Path& path) {
    util::remove_file(path);
    std::filesystem::create_symlink(target, path);
}

/// The core is a plugin like any other, with one program under many names.
void install_core(const Roots& roots) {
    const util::Path program = roots.programs() / "hookrun";
    const util::Path core = roots.root / "core-plugins" / "available" / core_plugin;
    util::remove_directory(core);
    util::make_directory(core, open_to_all);
    for (const CoreTrigger& trigger : core_triggers()) link(program, core / trigger.name);
    util::write_file(core / "plugin.toml", core_plugin_toml, 0644);
    link(core, roots.enabled_plugins() / core_plugin);
    link(program, roots.programs() / "plugn");
}

std::string account_name() {
    const char* name = std::getenv("HOOKRUN_USER");
    return name != nullptr && *name != '\0' ? name : default_account;
}

/// Programs and plugins stay root's: the account runs them and cannot change them.
void give_away(const Roots& roots, const std::string& account, util::Log& log) {
    if (!create_account(account, roots.apps()))
        log.warn("There is no group " + std::string(engine_group) +
                 " yet: install the Docker Engine, then run this again");
    for (const util::Path& path : {roots.apps(), roots.data(), roots.root / "config", roots.nginx()})
        give_to(account, path);
    give_alone(account, roots.root);
}

/// A scheduler that was chosen before stays.
void choose_defaults(const Host& host) {
    if (!host.properties("scheduler").get(dokku::global, "selected"))
        host.properties("scheduler").set(dokku::global, "selected", dokku::scheduler_name);
    host.properties("nginx").set(dokku::global, "port", std::to_string(proxy_port(host)));
}

}

int setup(Host& host, const Words&) {
    const bool is_root = ::geteuid() == 0;
    make_directories(host.roots);
    install_program(host.roots);
    install_core(host.roots);
    choose_defaults(host);
    if (is_root) give_away(host.roots, account_name(), host.log);
    if (is_root && host.roots.root == default_root) link(host.roots.programs() / "hookrun", command_link);
    become_owner(host.roots);
    build_proxy_config(host);
    host.log.header("The host at " + host.roots.root.string() + " is ready; its proxy listens on port " +
                    std::to_string(proxy_port(host)));
    host.log.header("Apps that select no scheduler run on " + scheduler_of(host, dokku::global) +
                    ": hookrun scheduler:set --global selected NAME");
    return 0;
}

}
