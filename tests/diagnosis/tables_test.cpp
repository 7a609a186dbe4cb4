#include "cases.hpp"
#include "diagnosis/banners.hpp"
#include "diagnosis/phrase.hpp"
#include "diagnosis/programs.hpp"
#include "diagnosis/start_errors.hpp"

#include <doctest/doctest.h>

using namespace std::string_literals;

TEST_CASE("phrases are filled with values") {
    const diagnosis::Values values = {{"app", "shop"}, {"evil", "{app}[x]"}, {"empty", ""}};
    CHECK(diagnosis::fill("a {app} b", values) == "a shop b");
    CHECK(diagnosis::fill("{evil}", values) == "{app}[x]");
    CHECK(diagnosis::fill("a[ {none}] b[ {app}]", values) == "a b shop");
    CHECK_FALSE(diagnosis::fill("a {none}", values));
    CHECK_FALSE(diagnosis::fill("a {empty}", values));
    CHECK(diagnosis::fill("", values) == "");
    CHECK(diagnosis::fill("a { b ] c [", values) == "a { b ] c [");
}

TEST_CASE("protocols are recognised by their first bytes") {
    struct Row {
        std::string bytes;
        const char* name;
        const char* type;
    };
    for (const Row& row : {
             Row{"\x15\x03\x01\0\x02\x02\x46"s, "TLS", "tls"},
             Row{"\0\0\x12\x04\0\0\0\0\0\0\x03"s, "HTTP/2 without TLS (gRPC?)", "tcp"},
             Row{"SSH-2.0-OpenSSH_9.2\r\n", "SSH", "tcp"},
             Row{"220 mail.example.com ESMTP Postfix\r\n", "SMTP", "tcp"},
             Row{"220 (vsFTPd 3.0.3)\r\n", "FTP", "tcp"},
             Row{"220 hello\r\n", "SMTP or FTP", "tcp"},
             Row{"AMQP\0\0\x09\x01"s, "AMQP (RabbitMQ?)", "tcp"},
             Row{"-ERR unknown command\r\n", "Redis", "tcp"},
             Row{"J\0\0\0\x0a"
                 "8.0.35\0xx mysql_native_password"s,
                 "MySQL", "tcp"},
             Row{"E\0\0\0\x85SFATAL\0"s, "PostgreSQL", "tcp"},
             Row{"what is this", "", "tcp"},
             Row{"", "", "tcp"},
         }) {
        CAPTURE(row.bytes);
        const auto protocol = diagnosis::recognise(row.bytes);
        CHECK(protocol.name == row.name);
        CHECK(protocol.endpoint_type == row.type);
    }
}

TEST_CASE("protocols are recognised by what they say to their own question") {
    struct Row {
        health::Reply reply;
        const char* name;
    };
    for (const Row& row : {
             Row{{"PostgreSQL SSLRequest", "S"}, "PostgreSQL"},
             Row{{"PostgreSQL SSLRequest", "Something"}, ""},
             Row{{"Redis PING", "-NOAUTH Authentication required.\r\n"}, "Redis"},
             Row{{"Redis PING", "ERROR\r\n"}, "memcached"},
             Row{{"FastCGI GET_VALUES",
                  "\x01\x0a\0\0\0\x12\0\0\x0f\x01"
                  "FCGI_MPXS_CONNS0"s},
                 "FastCGI"},
             Row{{"HTTP/2 preface", "\0\0\0\x04\0\0\0\0\0"s}, "HTTP/2 without TLS (gRPC?)"},
             Row{{"TLS ClientHello", "\x15\x03\x03\0\x02\x02\x28"s}, "TLS"},
             Row{{"Redis PING", "HTTP/1.1 400 Bad Request\r\n"}, ""},
         }) {
        CAPTURE(row.reply.question);
        CHECK(diagnosis::recognise(row.reply).name == row.name);
    }
}

TEST_CASE("a server that closes on HTTP is told by its own protocol") {
    health::Evidence evidence = at_port_5000({{"0.0.0.0", 5000, false}});
    evidence.replies = {{"TLS ClientHello", "E"}, {"PostgreSQL SSLRequest", "N"}};
    const auto diagnosis = diagnosis::explain(make_case(Code::reset, evidence));
    CHECK(diagnosis.code == Code::not_http);
    CHECK(diagnosis.headline == "web.1 does not speak HTTP on port 5000, but PostgreSQL");
    CHECK(contains(diagnosis.evidence, "answered: N to a PostgreSQL SSLRequest"));
    CHECK(contains(diagnosis.fix, "$ dokku scheduler-docker-api:set shop endpoint-type tcp"));
}

TEST_CASE("servers are found in commands") {
    const auto name = [](const std::vector<std::string>& command) {
        const auto* server = diagnosis::server_in(command);
        return server == nullptr ? std::string() : std::string(server->name);
    };
    CHECK(name({"/usr/local/bin/gunicorn", "app:app"}) == "gunicorn");
    CHECK(name({"sh", "-c", "bundle exec puma -p 3000"}) == "puma");
    CHECK(name({"/start", "web"}).empty());
    CHECK(name({"python", "manage.py", "runserver"}) == "manage.py");
    CHECK(name({"php", "artisan", "serve"}) == "artisan");
    CHECK(name({"npx", "vite", "preview"}) == "vite");
    CHECK(name({"node", "server.js"}) == "node");
    CHECK(name({}).empty());
    CHECK(diagnosis::foreground_form({"service", "apache2", "start"}) == "apache2ctl -D FOREGROUND");
    CHECK(diagnosis::foreground_form({"python"}).empty());
}

TEST_CASE("the Engine's refusals are named") {
    struct Row {
        const char* message;
        const char* name;
    };
    for (const Row& row : {
             Row{"exec: \"nosuchcmd\": executable file not found in $PATH: unknown", "command not found"},
             Row{"exec: \"/nope\": stat /nope: no such file or directory: unknown", "command not found"},
             Row{"exec: \"/app/noexec.sh\": permission denied: unknown", "command not executable"},
             Row{"exec: \"/app\": is a directory: unknown: permission denied", "command is a directory"},
             Row{"invalid mount config for type \"bind\": bind source path does not exist: /p",
                 "mount source missing"},
             Row{"error during container init: error mounting \"/f\" to rootfs at \"/www\": not a directory: "
                 "unknown: Are "
                 "you trying to mount a directory onto a file (or vice-versa)?",
                 "bad mount"},
             Row{"Bind for 127.0.0.1:18098 failed: port is already allocated", "port in use"},
             Row{"listen tcp4 127.0.0.1:18099: bind: address already in use", "port in use"},
             Row{"listen tcp4 9.9.9.9:1: bind: cannot assign requested address", "address not local"},
             Row{"network ef-gone not found", "no such network"},
             Row{"No such container: nope", "container to join is missing"},
             Row{"cannot join network of a non running container: abc", "container to join is not running"},
             Row{"unable to find user nouser: no matching entries in passwd file", "no such user"},
             Row{"error gathering device information while adding custom device \"/dev/x\": no such file or "
                 "directory",
                 "device missing"},
             Row{"wrong rlimit value: RLIMIT_BOGUS: unknown", "bad ulimit"},
             Row{"error during container init: open /proc/sys/net/bogus: no such file or directory: unknown",
                 "bad sysctl"},
             Row{"No such image: ef/nosuch:1", "image missing"},
             Row{"Conflict. The container name \"/x\" is already in use by container \"abc\".", "name taken"},
             Row{"Minimum memory limit allowed is 6MB", "memory limit too small"},
             Row{"something new", ""},
             Row{"", ""},
         }) {
        CAPTURE(row.message);
        CHECK(diagnosis::start_error(row.message).name == row.name);
        CHECK_FALSE(diagnosis::start_error(row.message).fix.empty());
    }
}

TEST_CASE("the Engine's message is shown without its layers") {
    CHECK(diagnosis::essence(
              "failed to create task for container: failed to create shim task: OCI runtime create failed: "
              "runc create failed: unable to start container process: exec: \"x\": permission denied: "
              "unknown") == "exec: \"x\": permission denied");
    CHECK(diagnosis::essence("network x not found") == "network x not found");
    CHECK(diagnosis::essence(std::string(10000, 'x')).size() < 500);
}
