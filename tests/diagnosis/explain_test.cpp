#include "cases.hpp"

#include <doctest/doctest.h>

TEST_CASE("every code has a headline, a cause and a fix") {
    for (int i = 0; i <= static_cast<int>(Code::worker_timeout); ++i) {
        const auto code = static_cast<Code>(i);
        CAPTURE(to_string(code));
        const auto diagnosis = diagnosis::explain(make_case(code, at_port_5000({})));
        CHECK(diagnosis.headline.find("web.1") != std::string::npos);
        CHECK_FALSE(diagnosis.cause.empty());
        CHECK_FALSE(diagnosis.fix.empty());
        CHECK(diagnosis.code == code);
    }
}

TEST_CASE("without any evidence there still is an explanation") {
    for (int i = 0; i <= static_cast<int>(Code::worker_timeout); ++i) {
        CAPTURE(i);
        const auto diagnosis = diagnosis::explain({.verdict = {static_cast<Code>(i)}});
        CHECK_FALSE(diagnosis.headline.empty());
        for (const auto& line : diagnosis.fix) CHECK(line.find('{') == std::string::npos);
    }
}

TEST_CASE("a container that ended is told with code and run time") {
    health::Evidence evidence;
    evidence.run_time = 300ms;
    SUBCASE("by itself") {
        evidence.exit_code = 1;
        evidence.command = {"python", "app.py"};
        const auto diagnosis = diagnosis::explain(make_case(Code::exited, evidence));
        CHECK(diagnosis.headline == "web.1 exited with code 1 after 0.3 s");
        CHECK(contains(diagnosis.evidence, "command: python app.py"));
        CHECK(contains(diagnosis.evidence, "exit code: 1"));
    }
    SUBCASE("at once") {
        evidence.run_time = 12ms;
        CHECK(diagnosis::explain(make_case(Code::exited, evidence)).headline == "web.1 exited after 12 ms");
    }
    SUBCASE("no such command") {
        evidence.exit_code = 127;
        CHECK(diagnosis::explain(make_case(Code::exited, evidence)).cause.starts_with("Exit code 127"));
    }
    SUBCASE("done") {
        evidence.exit_code = 0;
        evidence.command = {"/usr/sbin/nginx"};
        const auto diagnosis = diagnosis::explain(make_case(Code::exited_zero, evidence));
        CHECK(diagnosis.headline == "web.1 exited with code 0 after 0.3 s");
        CHECK(contains(diagnosis.fix, "For this program: nginx -g 'daemon off;'"));
    }
    SUBCASE("killed") {
        evidence.exit_code = 137;
        evidence.signal = "SIGKILL";
        const auto diagnosis = diagnosis::explain(make_case(Code::killed, evidence));
        CHECK(diagnosis.headline == "web.1 was killed by SIGKILL after 0.3 s");
        CHECK(contains(diagnosis.evidence, "exit code: 137 (SIGKILL)"));
    }
    SUBCASE("out of memory") {
        evidence.memory_limit = 64 << 20;
        const auto diagnosis = diagnosis::explain(make_case(Code::oom_killed, evidence));
        CHECK(diagnosis.headline == "web.1 ran out of memory after 0.3 s: its limit is 64 MiB");
        CHECK(contains(diagnosis.fix, "$ dokku resource:limit --memory 128 --process-type web shop"));
    }
}

TEST_CASE("a wrong listener is told with the command that puts it right") {
    SUBCASE("the loopback") {
        auto evidence = at_port_5000({{"127.0.0.1", 5000, false}});
        evidence.command = {"sh", "-c", "bundle exec rails server"};
        const auto diagnosis = diagnosis::explain(make_case(Code::loopback_only, evidence));
        CHECK(diagnosis.headline == "web.1 listens only on 127.0.0.1:5000");
        CHECK(diagnosis.cause.starts_with("127.0.0.1 (localhost) inside a container"));
        CHECK(contains(diagnosis.fix, "For rails: rails server -b 0.0.0.0 -p $PORT"));
        CHECK(contains(diagnosis.fix, "$ dokku config:set shop BINDING=0.0.0.0"));
    }
    SUBCASE("IPv6 only") {
        const auto diagnosis =
            diagnosis::explain(make_case(Code::loopback_only, at_port_5000({{"::", 5000, true}})));
        CHECK(diagnosis.cause.starts_with("It listens on IPv6 only"));
    }
    SUBCASE("another network's address") {
        const auto diagnosis =
            diagnosis::explain(make_case(Code::loopback_only, at_port_5000({{"172.18.0.9", 5000, false}})));
        CHECK(diagnosis.cause.starts_with("It listens on the right port, but not"));
    }
    SUBCASE("another port, not exposed") {
        const auto diagnosis =
            diagnosis::explain(make_case(Code::other_port, at_port_5000({{"0.0.0.0", 8000, false}})));
        CHECK(diagnosis.headline == "web.1 listens on port 8000, not on 5000");
        CHECK(contains(diagnosis.fix, "$ dokku ports:set shop http:80:8000"));
        CHECK(contains(diagnosis.evidence, "image exposes: nothing"));
        CHECK(diagnosis.fix.back().find("EXPOSE 8000") != std::string::npos);
    }
    SUBCASE("another port, exposed") {
        auto evidence = at_port_5000({{"127.0.0.1", 9229, false}, {"0.0.0.0", 8000, false}});
        evidence.exposed_ports = {"8000/tcp"};
        const auto diagnosis = diagnosis::explain(make_case(Code::other_port, evidence));
        CHECK(diagnosis.cause.find("the image exposes 8000") != std::string::npos);
        CHECK(diagnosis.fix.back().find("EXPOSE") == std::string::npos);
    }
    SUBCASE("another port of the loopback") {
        const auto diagnosis =
            diagnosis::explain(make_case(Code::other_port, at_port_5000({{"127.0.0.1", 3000, false}})));
        CHECK(diagnosis.cause.find("reached only from inside") != std::string::npos);
        CHECK_FALSE(contains(diagnosis.fix, "$ dokku ports:set shop http:80:3000"));
    }
}

TEST_CASE("nothing that listens is told with what it waits for, or with the deadline's setting") {
    SUBCASE("a database") {
        auto evidence = at_port_5000({});
        evidence.waiting_for = {{"172.17.0.9", 5432, false}};
        const auto diagnosis = diagnosis::explain(make_case(Code::no_listener, evidence));
        CHECK(diagnosis.headline == "web.1 listens on no port after 3 min");
        CHECK(diagnosis.cause.find("172.17.0.9:5432") != std::string::npos);
    }
    SUBCASE("idle") {
        const auto diagnosis = diagnosis::explain(make_case(Code::no_listener, at_port_5000({})));
        CHECK(contains(diagnosis.evidence, "listens on: nothing"));
        CHECK(contains(diagnosis.fix, "$ dokku scheduler-docker-api:set shop release-check uptime"));
    }
    SUBCASE("still at work") {
        const auto diagnosis = diagnosis::explain(make_case(Code::slow_boot, at_port_5000({})));
        CHECK(
            contains(diagnosis.fix, "$ dokku scheduler-docker-api:set shop release-healthcheck-timeout 360"));
    }
    SUBCASE("still at work after the longest time there is") {
        auto evidence = at_port_5000({});
        evidence.deadline = 900s;
        const auto diagnosis = diagnosis::explain(make_case(Code::slow_boot, evidence));
        REQUIRE(diagnosis.fix.size() == 1);
        CHECK(diagnosis.fix[0].starts_with("Or take long work"));
    }
    SUBCASE("still at work after the last attempt") {
        auto evidence = at_port_5000({});
        evidence.deadline.reset();
        const auto diagnosis = diagnosis::explain(make_case(Code::slow_boot, evidence));
        CHECK(diagnosis.headline == "web.1 is still starting");
        CHECK(diagnosis.fix[0].starts_with("Raise initialDelay, attempts or timeout"));
    }
    SUBCASE("the table was not to be had") {
        auto evidence = at_port_5000({});
        evidence.listeners.reset();
        evidence.no_listeners_because = "no such process";
        const auto diagnosis = diagnosis::explain(make_case(Code::refused, evidence));
        CHECK(contains(diagnosis.evidence, "sockets: not to be had, no such process"));
        CHECK(diagnosis.cause.find("could not be seen") != std::string::npos);
    }
    SUBCASE("dropped on the way") {
        auto evidence = at_port_5000({{"0.0.0.0", 5000, false}});
        evidence.transcript = "0.0-3.0 s refused x12, 3.1-180.0 s connect timed out x6";
        CHECK(diagnosis::explain(make_case(Code::refused, evidence)).cause.find("firewall") !=
              std::string::npos);
    }
}

TEST_CASE("answers that are not as wanted are told with what came") {
    auto evidence = at_port_5000({{"0.0.0.0", 5000, false}});
    evidence.request = "GET /healthcheck";
    SUBCASE("no route") {
        evidence.http_status = 404;
        const auto diagnosis = diagnosis::explain(make_case(Code::bad_status, evidence));
        CHECK(diagnosis.headline == "web.1 answered GET /healthcheck with status 404");
        CHECK(contains(diagnosis.fix, "$ dokku config:set shop STRICT_HEALTH_CHECKS=false"));
    }
    SUBCASE("no route of an own check") {
        evidence.http_status = 404;
        evidence.request = "GET /up";
        CHECK(diagnosis::explain(make_case(Code::bad_status, evidence)).fix[0].find("/up") !=
              std::string::npos);
    }
    SUBCASE("a redirect to HTTPS") {
        evidence.location = "https://shop.example.com/healthcheck";
        evidence.http_status = 301;
        const auto diagnosis = diagnosis::explain(make_case(Code::redirected, evidence));
        CHECK(diagnosis.cause.find("HTTPS") != std::string::npos);
        CHECK(contains(diagnosis.evidence, "redirects to: https://shop.example.com/healthcheck"));
    }
    SUBCASE("another protocol") {
        evidence.first_bytes = "-ERR unknown command `GET`\r\n";
        const auto diagnosis = diagnosis::explain(make_case(Code::not_http, evidence));
        CHECK(diagnosis.headline == "web.1 does not speak HTTP on port 5000, but Redis");
        CHECK(contains(diagnosis.evidence, "first bytes: -ERR unknown command `GET`\\r\\n"));
        CHECK(contains(diagnosis.fix, "$ dokku scheduler-docker-api:set shop endpoint-type tcp"));
    }
}

TEST_CASE("a failed start is told by the Engine's message") {
    health::Evidence evidence;
    evidence.engine_error =
        "failed to create shim task: OCI runtime create failed: runc create failed: unable to start "
        "container process: exec: \"nosuch\": executable file not found in $PATH: unknown";
    const auto diagnosis = diagnosis::explain(make_case(Code::start_failed, evidence));
    CHECK(diagnosis.headline == "web.1 could not be started: command not found");
    CHECK(
        contains(diagnosis.evidence, "Docker Engine: exec: \"nosuch\": executable file not found in $PATH"));
}

TEST_CASE("Gunicorn that kills its workers is told whatever it looks like from outside") {
    auto failure = make_case(Code::no_answer, at_port_5000({{"0.0.0.0", 5000, false}}));
    failure.last_output = "[2026-11-21] [1] [CRITICAL] WORKER TIMEOUT (pid:12)\n";
    const auto cause_contains = [](const diagnosis::Diagnosis& diagnosis, const char* text) {
        return diagnosis.cause.find(text) != std::string::npos;
    };
    SUBCASE("sync workers") {
        failure.verdict.evidence.command = {"gunicorn", "app:app"};
        const auto diagnosis = diagnosis::explain(failure);
        CHECK(diagnosis.code == Code::worker_timeout);
        CHECK(contains(diagnosis.fix, "$ dokku config:set shop GUNICORN_CMD_ARGS=--preload"));
        CHECK(diagnosis.avoid[0].starts_with("Fewer workers or a larger container"));
    }
    SUBCASE("sync workers with a timeout in the command") {
        failure.verdict.evidence.command = {"sh", "-c", "gunicorn --timeout 5 app:app"};
        const auto diagnosis = diagnosis::explain(failure);
        CHECK(cause_contains(diagnosis, "5 s in the command"));
        CHECK(contains(diagnosis.evidence, "Gunicorn's --timeout: 5 s"));
    }
    SUBCASE("asynchronous workers") {
        failure.verdict.evidence.command = {"gunicorn", "-k", "gevent", "app:app"};
        const auto diagnosis = diagnosis::explain(failure);
        CHECK(contains(diagnosis.fix, "$ dokku config:set shop GUNICORN_CMD_ARGS=--timeout=120"));
    }
    SUBCASE("asynchronous workers with a timeout in the command") {
        failure.verdict.evidence.command = {"gunicorn", "--worker-class=gevent", "--timeout=90", "app:app"};
        const auto diagnosis = diagnosis::explain(failure);
        REQUIRE(diagnosis.fix.size() == 1);
        CHECK(diagnosis.fix[0].find("from 90 to 180") != std::string::npos);
    }
    SUBCASE("but a measured cause stands") {
        failure.verdict.code = Code::loopback_only;
        CHECK(diagnosis::explain(failure).code == Code::loopback_only);
    }
}

TEST_CASE("the output explains what the verdict cannot") {
    auto failure = make_case(Code::exited);
    failure.last_output = "starting\nModuleNotFoundError: No module named 'flask'\n";
    const auto diagnosis = diagnosis::explain(failure);
    CHECK(diagnosis.cause == "The Python module is missing in the image: flask.");
    CHECK(contains(diagnosis.evidence, "output says: ModuleNotFoundError: No module named 'flask'"));
}

TEST_CASE("a host without Dokku's plugins is not told to use them") {
    auto failure = make_case(Code::oom_killed);
    failure.verdict.evidence.memory_limit = 64 << 20;
    failure.cli = "hookrun";
    const auto fix = diagnosis::explain(failure).fix;
    for (std::size_t i = 0; i < fix.size(); ++i) {
        CHECK(fix[i].find("resource:") == std::string::npos);
        const bool announces_a_command = i + 1 < fix.size() && fix[i + 1].starts_with("$ ");
        CHECK((!fix[i].ends_with(':') || announces_a_command));
    }
    failure = make_case(Code::loopback_only, at_port_5000({{"127.0.0.1", 5000, false}}));
    failure.verdict.evidence.command = {"flask", "run"};
    failure.cli = "hookrun";
    CHECK(contains(diagnosis::explain(failure).fix, "$ hookrun config:set shop FLASK_RUN_HOST=0.0.0.0"));
}

TEST_CASE("a command to try runs in the image that failed, or in the container that serves") {
    auto failure = make_case(Code::command_failed);
    failure.verdict.evidence.command = {"bin/check", "--fast"};
    failure.image_id = "sha256:0123456789abcdef";
    CHECK(contains(diagnosis::explain(failure).fix, "$ dokku run shop bin/check --fast"));
    failure.cli = "hookrun";
    CHECK(contains(diagnosis::explain(failure).fix, "$ docker run --rm -it 0123456789ab bin/check --fast"));
    failure.serves = true;
    CHECK(contains(diagnosis::explain(failure).fix, "$ hookrun enter shop web bin/check --fast"));
    SUBCASE("one that needs quotes is left to the reader") {
        failure.verdict.evidence.command = {"/bin/sh", "-c", "test -e /ready"};
        CHECK(contains(diagnosis::explain(failure).fix, "$ hookrun enter shop web COMMAND"));
    }
    SUBCASE("nothing is named where the image is not known") {
        failure.serves = false;
        failure.image_id = "";
        for (const auto& line : diagnosis::explain(failure).fix) CHECK_FALSE(line.starts_with("$ "));
    }
}

TEST_CASE("a command that is missing may come from the docker options") {
    auto failure = make_case(Code::exited);
    failure.verdict.evidence.exit_code = 127;
    CHECK(contains(diagnosis::explain(failure).fix, "$ dokku docker-options:report shop"));
    failure = make_case(Code::start_failed);
    failure.verdict.evidence.engine_error = "exec: \"/no\": stat /no: no such file or directory";
    CHECK(contains(diagnosis::explain(failure).fix, "$ dokku docker-options:report shop"));
}

TEST_CASE("what a container says reaches no terminal raw, nor a command to paste") {
    auto evidence = at_port_5000({});
    evidence.command = {"sh", "-c", "\x1b[2Jrm -rf / ; {app}"};
    evidence.first_bytes = std::string(100000, '\x1b');
    evidence.location = "https://x/$(reboot)\x1b[0m";
    evidence.request = "GET /";
    evidence.output = std::string(100000, '\x07') + "\n" + std::string(1000, '\n');
    for (int i = 0; i <= static_cast<int>(Code::worker_timeout); ++i) {
        auto failure = make_case(static_cast<Code>(i), evidence);
        failure.last_output = std::string(100000, '\x9b') + "\xff\n";
        const auto diagnosis = diagnosis::explain(failure);
        for (const auto& line : to_lines(failure, diagnosis)) CHECK(line.find('\x1b') == std::string::npos);
        for (const auto& line : diagnosis.fix) CHECK(line.find("reboot") == std::string::npos);
        for (const auto& line : diagnosis.evidence) CHECK(line.size() < 3000);
    }
}
