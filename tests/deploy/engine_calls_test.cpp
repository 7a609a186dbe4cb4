#include "scene.hpp"

#include "dokku/properties.hpp"
#include "util/text.hpp"

#include <doctest/doctest.h>

using scene::Scene;

namespace {

using Counts = std::map<std::string, int>;

/// "POST /containers/ID/start" of "POST /v1.41/containers/0123/start?x=y".
std::string kind_of(const std::string& call) {
    std::string path = call.substr(0, call.find('?'));
    if (const auto version = path.find("/v1."); version != std::string::npos)
        path.erase(version, path.find('/', version + 1) - version);
    auto parts = util::split(path, '/');
    if (parts.size() > 3 || parts[0] == "DELETE ") parts[2] = "ID";
    return util::join(parts, "/");
}

/// What deploys of so many containers ask of the Engine: the first, and those after it.
struct Deploys {
    Counts first, second;

    explicit Deploys(int containers) {
        Scene scene;
        dokku::Properties(scene.world().environment, "scheduler").set("app", "selected", "docker-api");
        dokku::Properties(scene.world().environment, "scheduler-docker-api").set("app", "log-lines", "20");
        scene.scale("web=" + std::to_string(containers));
        scene.triggers.answers("docker-args-process-deploy", "--restart=on-failure:10");
        scene.engine.heal();
        scene.deploy();
        first = count(scene);
        scene.engine.heal();
        scene.deploy();
        second = count(scene);
    }

private:
    static Counts count(const Scene& scene) {
        Counts counts;
        for (const std::string& call : scene.engine.log()) ++counts[kind_of(call)];
        return counts;
    }
};

std::string text_of(const Counts& counts) {
    std::string text;
    for (const auto& [kind, count] : counts) text += std::to_string(count) + " " + kind + "\n";
    return text;
}

/// What one more container adds.
Counts each(const Counts& one, const Counts& three) {
    Counts difference;
    for (const auto& [kind, count] : three) {
        const int more = count - (one.contains(kind) ? one.at(kind) : 0);
        if (more != 0) difference[kind] = more;
    }
    for (auto& [kind, count] : difference) {
        CHECK_MESSAGE(count % 2 == 0, kind);
        count /= 2;
    }
    return difference;
}

}

TEST_CASE("a deploy asks no more of the Engine than it has to") {
    const Deploys one(1), three(3);

    CHECK(text_of(each(one.first, three.first)) == text_of({{"POST /containers/create", 1},
                                                            {"POST /containers/ID/start", 1},
                                                            {"GET /containers/ID/json", 1},
                                                            {"GET /containers/ID/logs", 1},
                                                            {"POST /containers/ID/update", 1},
                                                            {"POST /containers/ID/rename", 1}}));
    CHECK(text_of(each(one.second, three.second)) == text_of({{"POST /containers/create", 1},
                                                              {"POST /containers/ID/start", 1},
                                                              {"GET /containers/ID/json", 1},
                                                              {"GET /containers/ID/logs", 1},
                                                              {"POST /containers/ID/update", 2},
                                                              {"POST /containers/ID/rename", 2}}));
    CHECK(one.first.at("GET /containers/json") == 2);
    CHECK(one.second.at("GET /containers/json") == 3);
    CHECK(one.first.at("GET /images/ID/json") == 1);
}
