#pragma once

#include "dokku/environment.hpp"
#include "dokku/labels.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace dokku {

/// What Dokku's other plugins know about one serving container.
struct Placement {
    std::string container_id;
    std::string ip_address{};   ///< empty: no IP file
    std::optional<int> port{};  ///< web only
    bool operator==(const Placement&) const = default;
};

/// The files CONTAINER.TYPE.IDX, IP.TYPE.IDX and PORT.TYPE.IDX of an app.
class AppState {
public:
    AppState(const Environment& environment, const std::string& app);

    /// The bytes of state files by name.
    using Files = std::map<std::string, std::string>;

    std::map<Replica, Placement> read() const { return placements(snapshot()); }
    static std::map<Replica, Placement> placements(const Files& files);
    /// read() would find none.
    bool is_empty() const;
    /// Writes the files of one replica, each by rename; those it does not have are removed.
    void write(const Replica& replica, const Placement& placement) const;
    void remove(const Replica& replica) const;

    /// All of them, for going back, and back they go: files that are not in `files`
    /// are removed.
    Files snapshot() const;
    void restore(const Files& files) const;

private:
    util::Path directory_;
};

}
