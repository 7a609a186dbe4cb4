#include "cell.hpp"

#include "util/contains.hpp"
#include "util/error.hpp"
#include "util/json.hpp"
#include "util/text.hpp"
#include "util/yaml_json.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace matrix {

namespace {

using Json = nlohmann::json;

/// A scalar as it would be typed.
std::string text_of(const Json& value) {
    if (value.is_string()) return value.get<std::string>();
    if (value.is_number() || value.is_boolean()) return util::json_text(value);
    throw util::Error("a text or number is wanted, not " + util::json_text(value));
}

/// A single value is a list of one.
std::vector<std::string> list_of(const Json& value) {
    if (!value.is_array()) return {text_of(value)};
    std::vector<std::string> texts;
    for (const Json& element : value) texts.push_back(text_of(element));
    return texts;
}

std::map<std::string, std::string> map_of(const Json& value) {
    std::map<std::string, std::string> texts;
    for (const auto& [name, element] : value.items()) texts[name] = text_of(element);
    return texts;
}

struct Key {
    std::string_view name;
    void (*read)(Cell& cell, const Json& value);
};

constexpr std::array keys = {
    Key{"cell", [](Cell& cell, const Json& value) { cell.name = text_of(value); }},
    Key{"image", [](Cell& cell, const Json& value) { cell.image = text_of(value); }},
    Key{"run",
        [](Cell& cell, const Json& value) {
            cell.run = value.is_array() ? util::json_text(Json(list_of(value))) : text_of(value);
        }},
    Key{"build", [](Cell& cell, const Json& value) { cell.build = list_of(value); }},
    Key{"instructions", [](Cell& cell, const Json& value) { cell.instructions = list_of(value); }},
    Key{"expose", [](Cell& cell, const Json& value) { cell.expose = list_of(value); }},
    Key{"env", [](Cell& cell, const Json& value) { cell.env = map_of(value); }},
    Key{"set", [](Cell& cell, const Json& value) { cell.set = map_of(value); }},
    Key{"options", [](Cell& cell, const Json& value) { cell.options = list_of(value); }},
    Key{"checks", [](Cell& cell, const Json& value) { cell.checks = util::json_text(value); }},
    Key{"expect", [](Cell& cell, const Json& value) { cell.expect = text_of(value); }},
    Key{"cause", [](Cell& cell, const Json& value) { cell.cause = list_of(value); }},
    Key{"fix", [](Cell& cell, const Json& value) { cell.fix = list_of(value); }},
    Key{"facts", [](Cell& cell, const Json& value) { cell.facts = list_of(value); }},
    Key{"page", [](Cell& cell, const Json& value) { cell.page = value.is_null() ? "" : text_of(value); }},
    Key{"deadline", [](Cell& cell, const Json& value) { cell.deadline = util::Seconds(value.get<int>()); }},
    Key{"short", [](Cell& cell, const Json& value) { cell.in_short_form = value.get<bool>(); }},
};

/// What does not wait for its deadline has one that a loaded machine meets too.
constexpr util::Seconds generous{120};
constexpr std::array reported_at_once = {"HEALTHY", "EXITED",     "EXITED_ZERO",
                                         "KILLED",  "OOM_KILLED", "START_FAILED"};

bool waits_for_deadline(const std::string& code) { return !util::contains(reported_at_once, code); }

Cell read_cell(const std::string& program, const Json& entry) {
    Cell cell{.program = program, .name = {}};
    for (const auto& [name, value] : entry.items()) {
        const auto key =
            std::find_if(keys.begin(), keys.end(), [&](const Key& row) { return row.name == name; });
        if (key == keys.end()) throw util::Error("there is no key " + name);
        key->read(cell, value);
    }
    if (cell.name.empty() || cell.expect.empty()) throw util::Error("it needs cell and expect");
    if (cell.expect != "HEALTHY" && cell.cause.empty()) throw util::Error("it needs words of the cause");
    if (!entry.contains("deadline") && !waits_for_deadline(cell.expect)) cell.deadline = generous;
    return cell;
}

}

std::string Cell::app() const {
    std::string app = util::to_lower(program + " " + name);
    for (char& c : app)
        if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '-';
    return app;
}

std::vector<Cell> read_cells(const util::Path& directory) {
    std::vector<Cell> cells;
    for (const std::string& name : util::list_directory(directory)) {
        const util::Path file = directory / name;
        for (const util::YamlEntry& entry : util::parse_yaml_list(*util::read_file(file), file)) {
            if (!entry.error.empty()) throw util::Error(entry.error);
            try {
                cells.push_back(read_cell(file.stem(), entry.value));
            } catch (const std::exception& error) {
                throw util::Error(file.string() + ":" + std::to_string(entry.line) + ": " + error.what());
            }
        }
    }
    return cells;
}

}
