#pragma once

#include "dokku/environment.hpp"

#include <optional>
#include <string>
#include <vector>

namespace dokku {

/// The property files of one plugin: lib_root/config/PLUGIN/APP/KEY. An empty
/// file is an unset property, as for Dokku.
class Properties {
public:
    Properties(const Environment& environment, const std::string& plugin);

    std::optional<std::string> get(const std::string& app, const std::string& key) const;
    /// The app's, else the global one.
    std::optional<std::string> get_or_global(const std::string& app, const std::string& key) const;
    /// One entry a line.
    std::vector<std::string> get_list(const std::string& app, const std::string& key) const;
    /// An empty value removes it.
    void set(const std::string& app, const std::string& key, const std::string& value) const;
    void set_list(const std::string& app, const std::string& key,
                  const std::vector<std::string>& entries) const;
    void remove_app(const std::string& app) const;
    void clone_app(const std::string& from, const std::string& to) const;

private:
    util::Path directory_;
};

/// Whether this app runs on our scheduler: property files only, no trigger, no Engine.
bool is_ours(const Environment& environment, const std::string& app);
/// The apps of this host that do.
std::vector<std::string> apps_of_ours(const Environment& environment);

}
