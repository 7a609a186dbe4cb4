#include "host/nginx_config.hpp"

#include <doctest/doctest.h>

namespace {

host::ProxySettings settings(std::vector<host::ProxiedApp> apps) {
    return {.directory = "/host/nginx", .port = 8081, .apps = std::move(apps)};
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}

TEST_CASE("the proxy says so when there is no app") {
    const std::string config = host::nginx_config(settings({}));
    CHECK(has(config, "listen 8081 default_server;"));
    CHECK(has(config, "return 404 \"No app has been deployed here.\\n\";"));
    CHECK(has(config, "pid /host/nginx/nginx.pid;"));
    CHECK_FALSE(has(config, "@"));
    CHECK_FALSE(has(config, "upstream"));
}

TEST_CASE("an only app answers to every name") {
    const std::string config =
        host::nginx_config(settings({{"shop", {}, {"172.17.0.2:5000", "172.17.0.3:5000"}}, {"idle"}}));
    CHECK(has(config, "listen 8081 default_server;\n        server_name shop shop.*;"));
    CHECK(has(config,
              "upstream shop {\n        server 172.17.0.2:5000;\n        server 172.17.0.3:5000;\n    }"));
    CHECK_FALSE(has(config, "idle"));
}

TEST_CASE("several apps answer to their names and domains, and nothing else") {
    const std::string config = host::nginx_config(
        settings({{"blog", {"blog.example.com"}, {"172.17.0.2:80"}}, {"shop", {}, {"172.17.0.3:80"}}}));
    CHECK(has(config, "server_name blog blog.* blog.example.com;"));
    CHECK(has(config, "server_name shop shop.*;"));
    CHECK(has(config, "listen 8081;"));
    CHECK(has(config, "Try http://blog.localhost:8081/"));
}

TEST_CASE("a refused connection goes to the next container, and connections can be upgraded") {
    const std::string config = host::nginx_config(settings({{"shop", {}, {"172.17.0.2:5000"}}}));
    CHECK(has(config, "proxy_next_upstream error timeout;"));
    CHECK(has(config, "proxy_set_header Upgrade $http_upgrade;"));
    CHECK(has(config, "proxy_set_header Connection $connection_upgrade;"));
}

TEST_CASE("only root's nginx names a user for its workers") {
    host::ProxySettings as_root = settings({});
    as_root.user = "root";
    CHECK(has(host::nginx_config(as_root), "\nuser root;\n"));
    CHECK_FALSE(has(host::nginx_config(settings({})), "user "));
}
