#include "delivery.hpp"

#include "util/process.hpp"
#include "util/text.hpp"

#include <doctest/doctest.h>

#include <cstdlib>

namespace e2e {

namespace {

const util::Path deliveries = "/run/deliveries";

void deliver(const std::string& version, const util::Path& directory, const std::string& what) {
    const util::Path script = util::Path(std::getenv("INSTALL_SCRIPTS")) / "deliver";
    const auto ended = util::run({.words = {script, version, directory, what}});
    REQUIRE_MESSAGE(ended.status == 0, (what + ": " + ended.output + ended.error));
}

}

util::Path Delivery::made(const std::string& what, const std::string& pattern) const {
    const util::Path directory = deliveries / version_;
    if (!std::filesystem::exists(directory / "source" / "build"))
        for (const char* step : {"source", "programs"}) deliver(version_, directory, step);
    const auto find = [&]() -> util::Path {
        for (const std::string& name : util::list_directory(directory))
            if (name.starts_with(pattern)) return directory / name;
        return {};
    };
    if (find().empty()) deliver(version_, directory, what);
    REQUIRE(!find().empty());
    return find();
}

util::Path Delivery::release() const { return made("release", "scheduler-docker-api-" + version_ + "-"); }

util::Path Delivery::package(const std::string& name) const {
    return made("packages", name + "_" + version_ + "_");
}

void Origin::publish(const std::string& version) const { deliver(version, deliveries / "origin", "source"); }

std::string Origin::url() const { return "file://" + (deliveries / "origin" / "source" / ".git").string(); }

}
