#pragma once

#include "host/host.hpp"
#include "host/nginx_config.hpp"

namespace host {

/// The port of the proxy: HOOKRUN_PORT, else the one of setup, else 8080.
int proxy_port(const Host& host);

/// Where an app answers: "http://APP.localhost:8080".
std::string app_url(const Host& host, const std::string& app);

/// What the state files of all apps say.
ProxySettings proxy_settings(const Host& host);

/// Has the proxy serve that. One at a time; waits for another that does so.
void build_proxy_config(Host& host);

/// Ends the proxy; no error if it does not run.
void stop_proxy(const Host& host);

}
