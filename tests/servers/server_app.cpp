#include "server_app.hpp"

namespace servers {

Pushed ServerApp::push(const std::string& command, const std::map<std::string, std::string>& files) {
    return push_types({{"web", command}}, files);
}

Pushed ServerApp::push_types(const std::map<std::string, std::string>& commands,
                             const std::map<std::string, std::string>& files) {
    std::map<std::string, std::string> all = files;
    all["Dockerfile"] = "FROM test/servers\n";
    for (const auto& [type, command] : commands) all["Procfile"] += type + ": " + command + "\n";
    const util::Ended ended = e2e::host().push(name(), all);
    return {.accepted = ended.status == 0, .output = ended.output + ended.error};
}

void ServerApp::configure(const std::map<std::string, std::string>& variables) {
    std::vector<std::string> words{"config:set", "--no-restart", name()};
    for (const auto& [variable, value] : variables) words.push_back(variable + "=" + value);
    e2e::host().must(words);
}

std::map<std::string, std::string> app_json(const std::string& entries, const std::string& type) {
    return {{"app.json", R"({"healthchecks": {")" + type + R"(": [)" + entries + "]}}"}};
}

}
