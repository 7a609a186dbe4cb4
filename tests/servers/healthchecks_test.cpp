#include "server_app.hpp"

#include <doctest/doctest.h>

using namespace servers;

namespace {

using e2e::host;

}

TEST_CASE("nginx proves itself by an app.json of all kinds of checks") {
    const std::string nginx = R"(nginx -c /srv/nginx.conf -g "daemon off;")";
    const std::string others = R"({"type": "startup", "listening": true},
        {"type": "startup", "command": ["nginx", "-t", "-c", "/srv/nginx.conf"]},
        {"type": "startup", "uptime": 1})";
    ServerApp app("nginx");
    const auto page = [&](const std::string& path, const std::string& content) {
        return app_json(R"({"type": "startup", "name": "page", "attempts": 1, "path": ")" + path +
                        R"(", "content": ")" + content + R"("}, )" + others);
    };

    const Pushed healthy = app.push(nginx, page("/index.html", "hello"));
    CHECK_MESSAGE(healthy.accepted, healthy.output);
    CHECK(app.page() == "hello");

    const Pushed missing = app.push(nginx, page("/missing", ""));
    CHECK_FALSE(missing.accepted);
    CHECK_MESSAGE(missing.says("BAD_STATUS"), missing.output);
    CHECK(missing.says("404"));
    const Pushed other = app.push(nginx, page("/", "goodbye"));
    CHECK_FALSE(other.accepted);
    CHECK_MESSAGE(other.says("BAD_CONTENT"), other.output);
    CHECK(app.page() == "hello");
    CHECK(app.running() == 1);
}

TEST_CASE("nginx that goes to the background is told to stay in the foreground") {
    ServerApp app("nginx-daemon");
    // Its child may answer a request before the container has ended.
    const Pushed gone = app.push("nginx -c /srv/nginx.conf", app_json(R"({"type": "startup", "uptime": 2})"));
    CHECK_FALSE(gone.accepted);
    CHECK_MESSAGE(gone.says("EXITED_ZERO"), gone.output);
    CHECK(gone.says("foreground"));
}

TEST_CASE("gunicorn proves itself by an app.yml, under the only name that its app answers to") {
    const std::string gunicorn = "gunicorn --bind 0.0.0.0:5000 app:app";
    const std::string yaml =
        "healthchecks:\n  web:\n    - type: startup\n      path: /\n"
        "      attempts: 1\n      timeout: 20\n";
    ServerApp app("gunicorn");
    app.configure({{"ALLOWED_HOST", "shop.example.com"}});
    const auto deploys = [&](const std::map<std::string, std::string>& files) {
        const Pushed pushed = app.push(gunicorn, files);
        CHECK_MESSAGE(pushed.accepted, pushed.output);
    };

    const Pushed unnamed = app.push(gunicorn, {{"app.yml", yaml}});
    CHECK_FALSE(unnamed.accepted);
    CHECK_MESSAGE(unnamed.says("BAD_STATUS"), unnamed.output);
    CHECK(unnamed.says("400"));

    deploys({{"app.yml", yaml + "      httpHeaders: [{name: Host, value: shop.example.com}]\n"}});
    deploys({{"CHECKS", "WAIT=0\nTIMEOUT=20\n//shop.example.com/ hello\n"}});
    host().must({"domains:set", "gunicorn", "shop.example.com"});
    deploys({{"app.yml", yaml}});
}

TEST_CASE("Node proves itself by a CHECKS file") {
    const std::map<std::string, std::string> checks{
        {"CHECKS", "# all of it\nWAIT=0\nTIMEOUT=20\nATTEMPTS=1\n/ hello\nhttp://node.example.com/ hello\n"}};
    ServerApp app("node");
    const Pushed healthy = app.push("node app.js", checks);
    CHECK_MESSAGE(healthy.accepted, healthy.output);
    CHECK(app.page() == "hello");

    app.configure({{"STATUS", "302"}, {"LOCATION", "/login"}});
    const Pushed elsewhere = app.push("node app.js", checks);
    CHECK_FALSE(elsewhere.accepted);
    CHECK_MESSAGE(elsewhere.says("REDIRECTED"), elsewhere.output);
    CHECK_MESSAGE(elsewhere.says("$LOCATION"), elsewhere.output);
}

TEST_CASE("Redis, of another process type than web, proves itself by its port and its own client") {
    const auto checks = [](const std::string& port) {
        return app_json(R"({"type": "startup", "listening": true, "port": 6379},
                           {"type": "startup", "name": "ping", "attempts": 1, "timeout": 20,
                            "command": "redis-cli -p )" +
                            port + R"( ping | grep -x PONG"})",
                        "cache");
    };
    const std::map<std::string, std::string> cache{{"cache", "redis-server --protected-mode no"}};
    ServerApp app("redis");
    host().must({"ps:scale", "redis", "web=0", "cache=1"});

    const Pushed healthy = app.push_types(cache, checks("6379"));
    CHECK_MESSAGE(healthy.accepted, healthy.output);
    const Pushed refused = app.push_types(cache, checks("6380"));
    CHECK_FALSE(refused.accepted);
    CHECK_MESSAGE(refused.says("COMMAND_FAILED"), refused.output);
    CHECK(refused.says("Connection refused"));
    CHECK(app.running() == 1);
}

TEST_CASE("what does not speak HTTP is told so, and served as an endpoint of type tcp") {
    ServerApp app("redis-web");
    app.configure({{"RELEASE_HEALTHCHECK_TIMEOUT", "2"}});
    const std::string redis = "redis-server --protected-mode no --port 5000";
    const Pushed refused = app.push(redis);
    CHECK_FALSE(refused.accepted);
    CHECK_MESSAGE(refused.says("scheduler-docker-api:set redis-web endpoint-type tcp"), refused.output);
    host().must({"scheduler-docker-api:set", "redis-web", "endpoint-type", "tcp"});
    const Pushed accepted = app.push(redis);
    CHECK_MESSAGE(accepted.accepted, accepted.output);
}

TEST_CASE("an https server proves itself, whoever signed its certificate") {
    const std::string server = R"(nginx -c /srv/nginx-tls.conf -g "daemon off;")";
    const auto asked_by = [](const std::string& scheme) {
        return app_json(R"({"type": "startup", "path": "/", "content": "hello", "attempts": 1, "scheme": ")" +
                        scheme + R"("})");
    };
    ServerApp app("https");
    const Pushed plain = app.push(server, asked_by("http"));
    CHECK_FALSE(plain.accepted);
    CHECK_MESSAGE(plain.says("BAD_STATUS"), plain.output);
    const Pushed healthy = app.push(server, asked_by("https"));
    CHECK_MESSAGE(healthy.accepted, healthy.output);
}
