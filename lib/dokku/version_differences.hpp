#pragma once

#include "dokku/dokku_version.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace dokku {

/// Something that Dokku has only since a version, and what there was before:
/// what matters to a scheduler of the changes from 0.31 on, from Dokku's history.
struct Difference {
    enum class Kind {
        property,       ///< PLUGIN KEY; before, a config variable
        default_value,  ///< PLUGIN KEY; before, `before` counted where nothing was set
        trigger         ///< before, what `before` says could not be done
    } kind;
    const char* name;
    Version since;
    const char* before;
};

/// All of them, in the order of their names.
std::span<const Difference> version_differences();

/// The config variable that was a property's name before; null if it was none.
const char* variable_before(std::string_view plugin, std::string_view key);

/// Those of a kind that this version does not have yet.
std::vector<Difference> missing_in(const Version& version, Difference::Kind kind);

/// Whether this version has it. Something without a row is in all versions.
bool has(const Version& version, Difference::Kind kind, std::string_view name);

}
