#include "util/redactor.hpp"

#include "util/text.hpp"

#include <algorithm>

namespace util {

namespace {

constexpr std::size_t shortest_secret = 6;

bool is_number(std::string_view text) {
    return text.find_first_not_of("0123456789.") == std::string_view::npos;
}

bool is_secret(const std::string& name, const std::string& value) {
    return name != "PORT" && name != "DYNO" && value.size() >= shortest_secret && !is_number(value);
}

}

Redactor::Redactor(const std::map<std::string, std::string>& config) {
    const auto add = [this](std::string value, const std::string& name) {
        if (is_secret(name, value)) secrets_.push_back({std::move(value), "$" + name});
    };
    for (const auto& [name, value] : config) {
        add(value, name);
        // A value of several lines is printed line by line.
        if (value.find('\n') == std::string::npos) continue;
        for (const std::string& line : lines(value)) add(line, name);
    }
    std::stable_sort(secrets_.begin(), secrets_.end(),
                     [](const Secret& a, const Secret& b) { return a.value.size() > b.value.size(); });
}

std::string Redactor::operator()(std::string_view text) const {
    std::string result(text);
    for (const Secret& secret : secrets_) result = replace_all(std::move(result), secret.value, secret.name);
    return result;
}

}
