#pragma once

#include "host/host.hpp"

namespace host {

/// The process types in one of the list properties "disabled" and "skipped" of
/// the plugin checks; "_all_" stands for every type.
class TypeList {
public:
    TypeList(const Host& host, const std::string& app, std::string key);

    bool holds(const std::string& type) const;
    void set_to_all();
    void clear() { types_.clear(); }
    /// _all_ goes: what is named is the list from now on.
    void add(const std::string& type);
    /// One type of _all_ cannot be removed.
    void remove(const std::string& type);
    void store() const;

private:
    dokku::Properties properties_;
    std::string app_;
    std::string key_;
    Words types_;
};

}
