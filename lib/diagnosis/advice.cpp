#include "diagnosis/advice.hpp"

#include "diagnosis/situation.hpp"
#include "diagnosis/start_errors.hpp"
#include "health/reach.hpp"

#include <algorithm>
#include <array>

namespace diagnosis {

namespace {

using namespace situation;
using health::Code;

struct Rule {
    Code code;
    bool (*fits)(const Facts& facts);
    Advice advice;
};

constexpr std::string_view do_not_skip =
    "checks:skip or checks:disable, since the proxy could not reach the app either.";
constexpr std::string_view keep_size =
    "Fewer workers or a larger container only to pass this check: both change the app beyond its start.";
constexpr std::string_view bind_fix =
    "Bind to all addresses, 0.0.0.0, on the port in $PORT ({port}).\n"
    "For {server}: {server_arguments}\n"
    "Or, without a change of the app:\n"
    "$ {cli} config:set {app} {server_variable}";
constexpr std::string_view read_output_fix =
    "Correct what the last output names, then deploy again. All of the output:\n$ {cli} logs:failed {app}";

/// The first that fits counts; every code ends with one that always does.
constexpr std::array rules = {
    Rule{Code::exited,
         has_exit_code<127>,
         {"Exit code 127: a shell or the init process found no such command.",
          "Check the spelling of the command. A docker option may set it (--entrypoint):\n"
          "$ {cli} docker-options:report {app}\n"
          "See whether the image contains it:\n$ {run_in_image} sh",
          ""}},
    Rule{Code::exited,
         has_exit_code<126>,
         {"Exit code 126: the command is there, but cannot be executed.",
          "Make it executable in the repository:\n$ git update-index --chmod=+x PATH\n"
          "or in the Dockerfile: RUN chmod +x PATH",
          ""}},
    Rule{Code::exited,
         always,
         {"The program ended by itself; its last output should say why.", read_output_fix, ""}},
    Rule{Code::exited_zero,
         always,
         {"The program was done, or it put itself into the background as a daemon: a container ends with its "
          "first process.",
          "Keep the program in the foreground: no daemon option, no '&', no 'service NAME start'.\n"
          "For this program: {foreground}\n"
          "If it is a task that is done once, take its type out of service and run it by hand:\n"
          "$ {cli} ps:scale {app} {type}=0\n"
          "$ {cli} run {app} COMMAND",
          ""}},
    Rule{Code::killed,
         is_crash_signal,
         {"Native code in the container crashed.",
          "Update the native modules, and build them in the base image that they run in. All of the output:\n"
          "$ {cli} logs:failed {app}",
          ""}},
    Rule{Code::killed,
         has_exit_code<137>,
         {"SIGKILL came from outside: a person, a script, or the kernel because the host ran short of "
          "memory. (A program that ends itself with code 137 looks the same.)",
          "See whether the kernel did it:\n$ sudo dmesg | grep -i 'killed process'\n"
          "Whether the host has memory left:\n$ free -m",
          ""}},
    Rule{Code::killed,
         always,
         {"A signal from outside ended it; this deploy sent none.",
          "Find out who stopped it: a person, a script, or a supervisor inside the container. All of the "
          "output:\n"
          "$ {cli} logs:failed {app}",
          ""}},
    Rule{Code::oom_killed,
         always,
         {"Its processes needed more memory than[ the {memory} that] its limit allows.",
          "Let it use less: fewer workers, a smaller heap.\n"
          "Or raise the limit (in MB):\n"
          "$ {cli} resource:limit --memory {more_memory} --process-type {type} {app}\n"
          "If a docker option sets it, change that:\n"
          "$ {cli} docker-options:report {app}",
          ""}},
    Rule{Code::no_listener,
         waits_for_another,
         {"It is still connecting to {waiting_for} and gets no answer: a database or another service that "
          "cannot be reached from the container.",
          "Start that service, attach the app to its network, or correct its address in the configuration:\n"
          "$ {cli} config:show {app}",
          do_not_skip}},
    Rule{Code::no_listener,
         always,
         {"The program runs, is idle, and listens on no TCP port: it is no server, it hangs, or it waits for "
          "something.",
          "If it is a server: let it listen on 0.0.0.0 and the port in $PORT ({port}).\n"
          "For {server}: {server_arguments}\n"
          "If it is a worker: give it a process type of its own other than web in the Procfile, or take the "
          "check back to uptime:\n"
          "$ {cli} scheduler-docker-api:set {app} release-check uptime",
          do_not_skip}},
    Rule{Code::slow_boot,
         has_no_deadline,
         {"It was still at work when the last attempt was over, and did not listen on any port yet.",
          "Raise initialDelay, attempts or timeout of the check in app.json, or take long work, such as "
          "migrations and asset builds, out of the start.",
          do_not_skip}},
    Rule{Code::slow_boot,
         always,
         {"It was still at work when the time was over, and did not listen on any port yet.",
          "Give it more time (900 s at most):\n"
          "$ {cli} {deadline_setting} {longer_deadline}\n"
          "Or take long work, such as migrations and asset builds, out of the start.",
          do_not_skip}},
    Rule{Code::loopback_only,
         refuses_ipv4,
         {"It listens on IPv6 only: its :: does not take IPv4 connections, and the proxy connects to "
          "{address}.",
          bind_fix, do_not_skip}},
    Rule{Code::loopback_only,
         all_listeners<is_ipv6_loopback>,
         {"::1 (localhost) inside a container is reached only from inside; the proxy connects to {address}.",
          bind_fix, do_not_skip}},
    Rule{Code::loopback_only,
         all_listeners<health::is_loopback>,
         {"127.0.0.1 (localhost) inside a container is reached only from inside; the proxy connects to "
          "{address}.",
          bind_fix, do_not_skip}},
    Rule{Code::loopback_only,
         always,
         {"It listens on the right port, but not on the address that the proxy connects to, {address}.",
          bind_fix, do_not_skip}},
    Rule{Code::other_port,
         all_listeners<health::is_loopback>,
         {"The proxy connects to port {port}; the app listens on {listeners}, and that is reached only from "
          "inside the container.",
          bind_fix, do_not_skip}},
    Rule{Code::other_port,
         exposes_other_port,
         {"The proxy connects to port {port}; the app listens on {listeners}, and the image exposes "
          "{other_port}.",
          "Choose the port it has:\n"
          "$ {cli} scheduler-docker-api:set {app} endpoint-port {other_port}\n"
          "Or route to it:\n"
          "$ {cli} ports:set {app} http:80:{other_port}\n"
          "After either, push or deploy the same release again.\n"
          "Or let the app listen on the port in $PORT ({port}).\n"
          "For {server}: {server_arguments}",
          do_not_skip}},
    Rule{Code::other_port,
         always,
         {"The proxy connects to port {port}; the app listens on {listeners}, a port that the image does not "
          "expose.",
          "Let the app listen on the port in $PORT ({port}).\n"
          "For {server}: {server_arguments}\n"
          "Or route to the port it has, then push or deploy the same release again:\n"
          "$ {cli} ports:set {app} http:80:{other_port}\n"
          "Or expose it, and no lower one, in the Dockerfile: EXPOSE {other_port}",
          do_not_skip}},
    Rule{Code::refused,
         is_dropped,
         {"Connections from this host to[ {address}] get no answer or find no way: a firewall, or a network "
          "that the host is not part of.",
          "Look at the firewall's rules, and at the networks of the container:\n$ sudo iptables -S "
          "DOCKER-USER\n"
          "$ {cli} network:report {app}",
          do_not_skip}},
    Rule{Code::refused,
         has_open_listener_on_port,
         {"It listens as it should, yet refused every connection: it began only now, or a firewall refuses.",
          "Look at the firewall's rules:\n$ sudo iptables -S DOCKER-USER\n"
          "If it only needs more time (900 s at most):\n$ {cli} {deadline_setting} {longer_deadline}",
          ""}},
    Rule{Code::refused,
         knows_listeners,
         {"Nothing takes connections there.", "Let the app listen on 0.0.0.0 and the port in $PORT ({port}).",
          do_not_skip}},
    Rule{Code::refused,
         always,
         {"Nothing takes connections there. Which ports the app listens on could not be seen from here.",
          "Let the app listen on 0.0.0.0 (not 127.0.0.1) and on the port in $PORT ({port}).\n"
          "For {server}: {server_arguments}\n"
          "All of its output:\n$ {cli} logs:failed {app}",
          do_not_skip}},
    Rule{Code::reset,
         always,
         {"Something accepts connections and closes them before an answer: it speaks another protocol "
          "(TLS?), takes only certain clients, or crashes at each request.",
          "If it is no HTTP server:\n"
          "$ {cli} scheduler-docker-api:set {app} endpoint-type tcp\n"
          "If it is, look at its output:\n$ {cli} logs:failed {app}",
          ""}},
    Rule{Code::no_answer,
         always,
         {"The server accepts connections, but nothing answers: its workers are not ready, all busy, or wait "
          "for something themselves (a database?).",
          "Look at what a first request waits for. All of the output:\n"
          "$ {cli} logs:failed {app}\n"
          "If it only needs more time (900 s at most):\n$ {cli} {deadline_setting} {longer_deadline}",
          ""}},
    Rule{Code::not_http,
         is_known_protocol,
         {"On port {port} something answers that looks like {protocol}; the endpoint expects HTTP without "
          "TLS.",
          "If that is what the app is for:\n"
          "$ {cli} scheduler-docker-api:set {app} endpoint-type {endpoint_type}\n"
          "If its HTTP is on another port, route to that:\n$ {cli} ports:set {app} http:80:8080",
          ""}},
    Rule{Code::not_http,
         always,
         {"What answers on port {port} is no HTTP.",
          "If that is what the app is for:\n"
          "$ {cli} scheduler-docker-api:set {app} endpoint-type tcp\n"
          "If its HTTP is on another port, route to that:\n$ {cli} ports:set {app} http:80:8080",
          ""}},
    Rule{Code::bad_status,
         has_status<400, 400>,
         {"Status 400 to a plain GET: most often the Host header is not allowed, or the port expects HTTPS.",
          "Add the app's domain to the allowed hosts (Django: ALLOWED_HOSTS), or name one in the check's "
          "httpHeaders.",
          ""}},
    Rule{Code::bad_status,
         has_status<401, 403>,
         {"The path wants a login, or the Host header is not allowed.",
          "Let {path} answer without a login, and add the app's domain to the allowed hosts (Rails: "
          "config.hosts).",
          ""}},
    Rule{Code::bad_status,
         has_no_healthcheck_route,
         {"The app has no route /healthcheck; strict checks want status 200 from it.",
          "Add a route /healthcheck that answers 200, or take any answer as healthy:\n"
          "$ {cli} config:set {app} STRICT_HEALTH_CHECKS=false",
          ""}},
    Rule{Code::bad_status,
         has_status<404, 404>,
         {"The app has no such path.", "Correct the check's path in app.json, or add the route {path}.", ""}},
    Rule{Code::bad_status,
         has_status<500, 599>,
         {"The app itself, or something it needs, fails on this request.",
          "Look at its output:\n$ {cli} logs:failed {app}\nIf it only needs more time (900 s at most):\n"
          "$ {cli} {deadline_setting} {longer_deadline}",
          ""}},
    Rule{Code::bad_status,
         always,
         {"The path answers, but not with the status that the check wants.",
          "Let {path} answer with status 200, or correct the check.", ""}},
    Rule{Code::bad_content,
         always,
         {"The answer does not contain the text that the check wants.",
          "Correct the check's content in app.json, or what {path} answers.", ""}},
    Rule{Code::redirected,
         redirects_to_https,
         {"The app sends plain HTTP to HTTPS. A check is plain HTTP inside the host and follows no redirect: "
          "the public address would answer from the release that runs now.",
          "Exempt {path} from the redirect (Rails: config.ssl_options, Django: SECURE_REDIRECT_EXEMPT), or "
          "let the app trust X-Forwarded-Proto.",
          ""}},
    Rule{Code::redirected,
         always,
         {"The path redirects. A check follows no redirect: the public address would answer from the release "
          "that runs now.",
          "Let the check ask the final path, or exempt {path} from the redirect.", ""}},
    Rule{Code::command_failed,
         always,
         {"The check's command ended with an error.",
          "Correct what it examines, or the command in app.json. To try it by hand:\n"
          "$ {run_in_image} {check_command}",
          ""}},
    Rule{Code::command_timeout,
         always,
         {"The check's command did not end within its timeout.",
          "Make it faster, or raise the check's timeout in app.json.", ""}},
    Rule{Code::uptime,
         always,
         {"It was restarted or did not run at the end of that time: it ends and comes back.", read_output_fix,
          ""}},
    Rule{
        Code::vetoed,
        always,
        {"A check-deploy hook of another plugin refused the container; the release itself passed its checks.",
         "Do what the plugin says. Which plugins there are:\n$ {cli} plugin:list", ""}},
    // The rules of plugin/rules, which alone find it, say more.
    Rule{Code::worker_timeout,
         always,
         {"A worker that does not report within Gunicorn's timeout is killed and begins anew.",
          read_output_fix, keep_size}},
};

constexpr Advice nothing_known{"Nothing more is known.", read_output_fix, ""};

}

Advice advice(const Facts& facts) {
    if (facts.code == Code::start_failed) {
        const StartError& error = start_error(evidence(facts).engine_error.value_or(""));
        return {error.cause, error.fix, ""};
    }
    if (facts.sighting) {
        const Signature& signature = *facts.sighting->signature;
        return {signature.cause, signature.fix, signature.avoid};
    }
    const auto found = std::find_if(rules.begin(), rules.end(), [&facts](const Rule& rule) {
        return rule.code == facts.code && rule.fits(facts);
    });
    return found == rules.end() ? nothing_known : found->advice;
}

}
