#include "healthcheck/commands.hpp"

#include "util/error.hpp"

#include <doctest/doctest.h>

#include <filesystem>

namespace {

using healthcheck::Words;

struct Answer {
    int status = 0;
    std::string output;
    std::string error;
};

/// A directory in which the commands are typed; no Engine.
class Shell {
public:
    Shell() : before_(std::filesystem::current_path()) { std::filesystem::current_path(directory_.path()); }
    Shell(const Shell&) = delete;
    Shell& operator=(const Shell&) = delete;
    ~Shell() { std::filesystem::current_path(before_); }

    Answer run(const Words& words) const {
        Answer answer;
        util::Log log([&](std::string_view text) { answer.output += text; },
                      [&](std::string_view text) { answer.error += text; });
        const healthcheck::Tool tool{log, []() -> const deploy::World& { throw util::Error("no Engine"); }};
        try {
            answer.status = healthcheck::run(tool, words);
        } catch (const util::Error& error) {
            answer.status = 1;
            answer.error += error.what();
        }
        return answer;
    }
    std::string output(const Words& words) const {
        const Answer answer = run(words);
        CHECK_MESSAGE(answer.status == 0, answer.error);
        return answer.output;
    }
    void write(const std::string& name, const std::string& text) const {
        util::write_file(directory_.path() / name, text);
    }
    std::string read(const std::string& name) const {
        return util::read_file(directory_.path() / name).value_or("");
    }

private:
    std::filesystem::path before_;
    util::TemporaryDirectory directory_;
};

constexpr auto default_entry = R"({"name":"default","type":"startup","uptime":1})";

std::string web(const std::string& entries) { return R"({"healthchecks":{"web":[)" + entries + "]}}\n"; }

}

TEST_CASE("docker healthcheck add makes an entry of its flags") {
    const Shell shell;
    CHECK(shell.output({"add"}) == web(default_entry));
    CHECK(shell.output({"add", "web"}) == web(default_entry));
    CHECK(shell.output({"add", "worker"}) ==
          R"({"healthchecks":{"worker":[)" + std::string(default_entry) + "]}}\n");
    CHECK(shell.output({"add", "--name", "up", "--uptime=10", "--type", "liveness", "--warn-only"}) ==
          web(R"({"name":"up","type":"liveness","uptime":10,"warn":true})"));
    CHECK(shell.output({"add", "--listening-check", "--port", "3000"}) ==
          web(R"({"listening":true,"name":"default","port":3000,"type":"startup"})"));
    CHECK(shell.output({"add", "--pretty"}).find("\n      {\n") != std::string::npos);
    CHECK(shell.read("app.json").empty());
}

TEST_CASE("docker healthcheck add in place keeps what is there") {
    const Shell shell;
    shell.write("app.json",
                R"({"name":"shop","healthchecks":{"web":[{"path":"/","type":"startup"}]},"env":{}})");
    CHECK(shell.output({"add", "--in-place"}).empty());
    CHECK(shell.read("app.json") ==
          R"({"name":"shop","healthchecks":{"web":[{"path":"/","type":"startup"},)" +
              std::string(default_entry) + R"(]},"env":{}})" + "\n");
    const std::string before = shell.read("app.json");
    CHECK(shell.output({"add", "--in-place", "--if-empty"}).empty());
    CHECK(shell.read("app.json") == before);

    shell.write("app.json", "{ /* by hand */ }");
    CHECK(shell.run({"add", "--in-place"}).status == 1);
    CHECK(shell.read("app.json") == "{ /* by hand */ }");
    CHECK(shell.output({"add"}) == web(default_entry));
}

TEST_CASE("docker healthcheck refuses what it does not understand and changes nothing") {
    const Shell shell;
    for (const Words& words :
         {Words{"add", "--port", "0"}, Words{"add", "--uptime", "soon"}, Words{"add", "--type", "sometimes"},
          Words{"add", "--no-such"}, Words{"add", "../web"}, Words{"add", "a", "b"}, Words{"exists"},
          Words{"convert", "no-such"}, Words{"check", "container"}})
        CHECK(shell.run(words).status == 1);
    shell.write("app.json", R"({"healthchecks":{"web":{}}})");
    CHECK(shell.run({"add", "--in-place"}).status == 1);
    shell.write("app.json", "{");
    CHECK(shell.run({"exists", "web"}).status == 1);
    CHECK(shell.run({"check", "container"}).error.find("app.json is not valid JSON") != std::string::npos);
    CHECK(shell.run({"no-such"}).status == 127);
    CHECK(shell.run({}).status == 127);
    CHECK(shell.run({"check", "--help"}).status == 0);
}

TEST_CASE("docker healthcheck exists tells by its status") {
    const Shell shell;
    CHECK(shell.run({"exists", "web"}).status == 1);
    CHECK(shell.run({"exists", "web"}).error.find("No healthchecks found in app.json for web process type") !=
          std::string::npos);
    shell.write("other.json", web(default_entry));
    CHECK(shell.run({"exists", "web", "--app-json", "other.json"}).status == 0);
    CHECK(shell.run({"exists", "worker", "--app-json=other.json"}).status == 1);
}

TEST_CASE("docker healthcheck convert makes entries of the lines of a CHECKS file") {
    const Shell shell;
    shell.write("CHECKS",
                "WAIT=2\nTIMEOUT=5\nATTEMPTS=2\n\n# a comment\n/ Hello World!\nhttps://a.example.com/up\n");
    const std::string entries =
        R"({"attempts":2,"content":"Hello World!","name":"check-1","path":"/","timeout":5,"type":"startup","wait":2},)"
        R"({"attempts":2,"httpHeaders":[{"name":"Host","value":"a.example.com"}],"name":"check-2","path":"/up",)"
        R"("scheme":"https","timeout":5,"type":"startup","wait":2})";
    CHECK(shell.output({"convert", "CHECKS"}) == web(entries));

    shell.write("app.json", R"({"env":{}})");
    CHECK(shell.output({"convert", "CHECKS", "--app-json", "app.json", "--in-place"}).empty());
    CHECK(shell.read("app.json") == R"({"env":{},"healthchecks":{"web":[)" + entries + "]}}\n");
    CHECK(shell.run({"convert", "CHECKS", "--in-place"}).status == 1);
    CHECK(shell.run({"convert", "CHECKS", "--app-json", "no-such"}).status == 1);
}

TEST_CASE("docker healthcheck answers as a plugin of the docker CLI") {
    const Shell shell;
    const std::string answer = shell.output({"docker-cli-plugin-metadata"});
    CHECK(answer.find(R"("SchemaVersion":"0.1.0")") != std::string::npos);
    CHECK(answer.find(R"("Vendor":")") != std::string::npos);
    CHECK(shell.output({"version"}).starts_with("docker-healthcheck "));
}
