#pragma once

#include "engine/standalone_host.hpp"

#include <map>
#include <set>
#include <string>

namespace faults {

/// An app that serves the page "here" from so many web and worker containers, each
/// of which has proven itself as soon as it runs.
class ServingApp : public e2e::TestApp {
public:
    ServingApp(const std::string& name, int webs, int workers);

    /// The trigger scheduler-deploy, as Dokku runs it for ps:rebuild.
    util::Ended deploy(const std::map<std::string, std::string>& environment = {}) const;

    /// Containers that neither serve, nor wait for their end, nor are kept for logs:failed.
    std::set<std::string> left_over() const;

    /// Asserts that this is the release of `before` or a whole new one, that all of
    /// it runs at the addresses of its state files, that nothing is left over, and that
    /// no file of the host is half written.
    void check_one_release(const std::map<std::string, std::string>& before) const;

private:
    std::size_t size_;
};

/// Runs this trigger by the plugin runner.
util::Ended run_trigger(const std::string& trigger, const std::vector<std::string>& arguments,
                        const std::map<std::string, std::string>& environment = {});

}
