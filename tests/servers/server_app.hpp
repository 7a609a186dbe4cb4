#pragma once

#include "engine/standalone_host.hpp"

#include <map>
#include <string>

namespace servers {

/// What a push said and how it ended.
struct Pushed {
    bool accepted = false;
    std::string output{};
    bool says(const std::string& text) const { return e2e::says(output, text); }
};

/// An app of the image test/servers, destroyed at the end of the test.
class ServerApp {
public:
    explicit ServerApp(const std::string& name) : app_(name) {}

    /// Pushes a revision whose web process is this command line, with these files.
    Pushed push(const std::string& command, const std::map<std::string, std::string>& files = {});
    /// The same for several process types.
    Pushed push_types(const std::map<std::string, std::string>& commands,
                      const std::map<std::string, std::string>& files = {});
    void configure(const std::map<std::string, std::string>& variables);
    std::string page(const std::string& path = "/") const { return app_.page(path); }
    std::size_t running() const { return app_.containers("running").size(); }
    const std::string& name() const { return app_.name(); }

private:
    e2e::TestApp app_;
};

/// An app.json with these entries for a process type.
std::map<std::string, std::string> app_json(const std::string& entries, const std::string& type = "web");

}
