#pragma once

#include "util/file.hpp"

namespace host {

inline constexpr const char* default_root = "/var/lib/hookrun";

/// The directories of the standalone host, laid out as Dokku's, all below one root.
struct Roots {
    util::Path root;

    util::Path apps() const { return root / "apps"; }
    util::Path programs() const { return root / "bin"; }
    util::Path plugins() const { return root / "plugins"; }
    util::Path available_plugins() const { return plugins() / "available"; }
    util::Path enabled_plugins() const { return plugins() / "enabled"; }
    util::Path data() const { return root / "data"; }
    util::Path nginx() const { return root / "nginx"; }
};

/// HOOKRUN_ROOT, `default_root` unless set.
Roots read_roots();

/// Sets what Dokku exports before it runs any plugin, from DOKKU_ROOT to PATH
/// (where our `plugn` comes first), for this process and all it starts.
void export_environment(const Roots& roots);

}
