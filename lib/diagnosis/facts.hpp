#pragma once

#include "diagnosis/diagnosis.hpp"
#include "diagnosis/phrase.hpp"
#include "diagnosis/sighting.hpp"

namespace diagnosis {

/// A case with what follows from it at once.
struct Facts {
    const Case& failure;
    health::Code code{};  ///< refined
    std::optional<Sighting> sighting{};
    Values values{};  ///< for the phrases
};

Facts make_facts(const Case& failure, const Signatures& signatures);

/// "web.1" of "app.web.1".
std::string label_of(const Case& failure);

/// The argument of an option in a command: of `--timeout 30` and `--timeout=30`.
std::optional<std::string> option_of(const std::vector<std::string>& command,
                                     const std::vector<std::string>& names);

}
