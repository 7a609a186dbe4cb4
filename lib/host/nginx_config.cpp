#include "host/nginx_config.hpp"

#include "util/text.hpp"

#include <algorithm>

namespace host {

namespace {

constexpr const char* frame = R"(# Written by hookrun; changes are overwritten.
daemon on;
@USER@worker_processes 2;
pid @DIRECTORY@/nginx.pid;
error_log @DIRECTORY@/error.log warn;

events {
    worker_connections 1024;
}

http {
    access_log off;
    server_tokens off;
    server_names_hash_bucket_size 512;
    client_max_body_size 0;
    client_body_temp_path @DIRECTORY@/client_body;
    proxy_temp_path @DIRECTORY@/proxy;
    fastcgi_temp_path @DIRECTORY@/fastcgi;
    uwsgi_temp_path @DIRECTORY@/uwsgi;
    scgi_temp_path @DIRECTORY@/scgi;

    map $http_upgrade $connection_upgrade {
        default upgrade;
        '' '';
    }
@SERVERS@}
)";

/// What answers where no app does.
constexpr const char* fallback_server = R"(
    server {
        listen @PORT@ default_server;
        default_type text/plain;
        location / {
            return 404 "@ANSWER@\n";
        }
    }
)";

constexpr const char* app_server = R"(
    upstream @APP@ {
@UPSTREAMS@    }

    server {
        listen @PORT@@DEFAULT@;
        server_name @NAMES@;
        location / {
            proxy_pass http://@APP@;
            proxy_http_version 1.1;
            proxy_connect_timeout 5s;
            proxy_next_upstream error timeout;
            proxy_set_header Upgrade $http_upgrade;
            proxy_set_header Connection $connection_upgrade;
            proxy_set_header Host $http_host;
            proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
            proxy_set_header X-Forwarded-Port $server_port;
            proxy_set_header X-Forwarded-Proto $scheme;
            proxy_set_header X-Request-Start $msec;
        }
    }
)";

enum class Names { every, its_own };

std::string server_names(const ProxiedApp& app) {
    std::vector<std::string> names{app.name, app.name + ".*"};
    names.insert(names.end(), app.domains.begin(), app.domains.end());
    return util::join(names, " ");
}

std::string server_of(const ProxiedApp& app, int port, Names names) {
    std::string upstreams;
    for (const std::string& upstream : app.upstreams) upstreams += "        server " + upstream + ";\n";
    std::string text = util::replace_all(app_server, "@APP@", app.name);
    text = util::replace_all(text, "@UPSTREAMS@", upstreams);
    text = util::replace_all(text, "@PORT@", std::to_string(port));
    text = util::replace_all(text, "@DEFAULT@", names == Names::every ? " default_server" : "");
    return util::replace_all(text, "@NAMES@", server_names(app));
}

std::string fallback(int port, const std::string& answer) {
    const std::string text = util::replace_all(fallback_server, "@PORT@", std::to_string(port));
    return util::replace_all(text, "@ANSWER@", answer);
}

std::string servers(const ProxySettings& settings) {
    std::vector<ProxiedApp> apps;
    std::copy_if(settings.apps.begin(), settings.apps.end(), std::back_inserter(apps),
                 [](const ProxiedApp& app) { return !app.upstreams.empty(); });
    if (apps.empty()) return fallback(settings.port, "No app has been deployed here.");
    if (apps.size() == 1) return server_of(apps.front(), settings.port, Names::every);
    std::string text = fallback(settings.port, "No app of this name. Try http://" + apps.front().name +
                                                   ".localhost:" + std::to_string(settings.port) + "/");
    for (const ProxiedApp& app : apps) text += server_of(app, settings.port, Names::its_own);
    return text;
}

}

std::string nginx_config(const ProxySettings& settings) {
    const std::string user = settings.user.empty() ? "" : "user " + settings.user + ";\n";
    std::string text = util::replace_all(frame, "@DIRECTORY@", settings.directory.string());
    text = util::replace_all(text, "@USER@", user);
    return util::replace_all(text, "@SERVERS@", servers(settings));
}

}
