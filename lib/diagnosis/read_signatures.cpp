#include "diagnosis/signatures.hpp"

#include "util/contains.hpp"
#include "util/error.hpp"
#include "util/json.hpp"
#include "util/text.hpp"
#include "util/yaml_json.hpp"

#include <array>

namespace diagnosis {

namespace {

using Json = nlohmann::json;

constexpr int highest_count = 1000;
constexpr std::size_t longest_complaint = 300;
constexpr std::array keys = {"id", "pattern", "with", "count", "codes", "refines", "cause", "fix", "avoid"};

std::string text_at(const Json& rule, const char* key) {
    if (!rule.contains(key)) return {};
    if (!rule[key].is_string()) throw util::Error(std::string(key) + " has to be a text");
    return std::string(util::trim(rule[key].get<std::string>()));
}

std::string required_text_at(const Json& rule, const char* key) {
    std::string text = text_at(rule, key);
    if (text.empty()) throw util::Error(std::string(key) + " is missing");
    return text;
}

Pattern pattern_at(const Json& rule, const char* key) {
    const std::string expression = required_text_at(rule, key);
    try {
        return Pattern(expression);
    } catch (const util::Error& error) {
        throw util::Error(std::string(key) + ": " + error.what());
    }
}

int count_at(const Json& rule) {
    if (!rule.contains("count")) return 1;
    const auto& count = rule["count"];
    if (!count.is_number_integer() || count < 1 || count > highest_count)
        throw util::Error("count has to be a number from 1 to " + std::to_string(highest_count));
    return count.get<int>();
}

health::Code code_of(const Json& name) {
    const auto code = name.is_string() ? health::parse_code(name.get<std::string>()) : std::nullopt;
    if (!code) throw util::Error("there is no code " + util::json_text(name));
    return *code;
}

std::vector<health::Code> codes_at(const Json& rule) {
    std::vector<health::Code> codes;
    if (!rule.contains("codes")) return codes;
    if (!rule["codes"].is_array()) throw util::Error("codes has to be a list");
    for (const Json& name : rule["codes"]) codes.push_back(code_of(name));
    return codes;
}

void refuse_unknown_keys(const Json& rule) {
    for (const auto& [key, value] : rule.items())
        if (!util::contains(keys, key)) throw util::Error("there is no key " + key);
}

Signature read_signature(const Json& rule) {
    if (!rule.is_object()) throw util::Error("a rule has to be an object");
    refuse_unknown_keys(rule);
    Signature signature{.id = required_text_at(rule, "id"),
                        .pattern = pattern_at(rule, "pattern"),
                        .count = count_at(rule),
                        .codes = codes_at(rule),
                        .cause = required_text_at(rule, "cause"),
                        .fix = text_at(rule, "fix"),
                        .avoid = text_at(rule, "avoid")};
    if (rule.contains("with")) signature.companion = pattern_at(rule, "with");
    if (rule.contains("refines")) signature.refines = code_of(rule["refines"]);
    return signature;
}

void complain(Signatures& signatures, const std::string& place, const std::string& what) {
    signatures.complaints.push_back(place + ": " + util::shown(what, longest_complaint));
}

void read_entry(const util::YamlEntry& entry, const std::string& file, Signatures& signatures) {
    const std::string place = file + ":" + std::to_string(entry.line);
    if (!entry.error.empty()) return complain(signatures, place, entry.error);
    try {
        signatures.list.push_back(read_signature(entry.value));
    } catch (const util::Error& error) {
        complain(signatures, place, error.what());
    }
}

}

Signatures read_signatures(const std::string& text, const std::string& file) {
    Signatures signatures;
    try {
        for (const util::YamlEntry& entry : util::parse_yaml_list(text, file))
            read_entry(entry, file, signatures);
    } catch (const util::Error& error) {
        signatures.complaints.emplace_back(error.what());
    }
    return signatures;
}

}
