#include "docker/flags/key_value_file.hpp"

#include "docker/flags/value.hpp"
#include "util/error.hpp"
#include "util/file.hpp"
#include "util/text.hpp"

namespace docker::flags {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::string_view blanks = " \t\v\f\r";

std::string read_text(const std::string& path) {
    std::error_code error;
    const util::Path real = std::filesystem::canonical(path, error);
    const std::optional<std::string> text = error ? std::nullopt : util::read_file(real);
    if (!text) throw util::Error("cannot read " + path + ": there is no such file");
    return *text;
}

/// JSON could not carry the bytes as they are.
void check_encoding(const std::string& path, const std::string& line) {
    if (!util::is_utf8(line)) throw util::Error(path + ": not UTF-8: '" + util::printable(line) + "'");
}

std::string checked_key(const std::string& path, const std::string& line) {
    std::string key = cut(line, '=').key;
    if (key.empty()) throw util::Error(path + ": a line has no name before its =");
    if (key.find_first_of(" \t") != std::string::npos)
        throw util::Error(path + ": the name '" + util::printable(key) + "' contains blanks");
    return key;
}

}

std::vector<std::string> read_key_value_file(const std::string& path,
                                             const std::map<std::string, std::string>& lookup) {
    std::string text = read_text(path);
    if (text.starts_with(byte_order_mark)) text.erase(0, byte_order_mark.size());
    std::vector<std::string> pairs;
    for (std::string line : util::lines(text)) {
        check_encoding(path, line);
        line.erase(0, line.find_first_not_of(blanks));
        if (line.empty() || line[0] == '#') continue;
        const std::string key = checked_key(path, line);
        const auto known = lookup.find(key);
        if (line.size() > key.size()) pairs.push_back(line);
        else if (known != lookup.end()) pairs.push_back(key + "=" + known->second);
    }
    return pairs;
}

}
