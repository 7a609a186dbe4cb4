#pragma once

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <vector>

namespace dokku {

/// The members of one object that people wrote. A member that is absent or null
/// is not set; one of another type or outside its range is refused: util::Error
/// that names place, member and value.
class ObjectReader {
public:
    /// `place` is for messages: "app.json: healthchecks.web[0]". Throws when it is no object.
    ObjectReader(const nlohmann::json& object, std::string place);

    const std::string& place() const { return place_; }
    /// Null when it is not set.
    const nlohmann::json& member(const std::string& key) const;
    bool has(const std::string& key) const { return !member(key).is_null(); }

    std::optional<std::string> text(const std::string& key) const;
    std::optional<int> number(const std::string& key, int lowest, int highest) const;
    bool truth(const std::string& key) const;
    /// A list of strings, or one, which becomes /bin/sh -c TEXT. Empty ones are not set.
    std::vector<std::string> command(const std::string& key) const;
    ObjectReader object(const std::string& key) const;

    /// One line for each member that is not among `known`.
    std::vector<std::string> unknown_members(const std::vector<std::string>& known) const;

    [[noreturn]] void refuse(const std::string& key, const std::string& wanted) const;

private:
    const nlohmann::json& object_;
    std::string place_;
};

}
