#include "bench.hpp"

#include "docker/build.hpp"
#include "docker/json.hpp"
#include "docker/run_options.hpp"
#include "util/error.hpp"
#include "util/process.hpp"
#include "util/text.hpp"

#include <cstdlib>

namespace oracle {

namespace {

using Words = std::vector<std::string>;

const util::Path root = "/run/oracle";
const std::string image = "oracle:1";
const Words command{"/tiny", "--port", "80"};
/// A docker of another package may come first in PATH.
const std::string cli = "/usr/bin/docker";

const std::map<std::string, std::string> environment{
    {"KNOWN", "a=b"}, {"EMPTY", ""}, {"SPACED", " two  words "}, {"DOCKER_CONFIG", "/run/oracle/config"}};

/// Says something about everything that flags override.
constexpr const char* dockerfile =
    "FROM scratch\n"
    "COPY tiny /tiny\n"
    "ENV PATH=/bin IMAGE_VARIABLE=image\n"
    "LABEL image-label=image\n"
    "EXPOSE 8080 9090/udp\n"
    "VOLUME /image-data\n"
    "USER 33\n"
    "WORKDIR /image-home\n"
    "STOPSIGNAL SIGQUIT\n"
    "HEALTHCHECK --interval=7s CMD [\"/tiny\", \"--check\"]\n"
    "ENTRYPOINT [\"/tiny\"]\n"
    "CMD [\"--image\"]\n";

struct PreparedFile {
    const char* name;
    const char* text;
};
constexpr PreparedFile files[] = {
    {"work/plain.env", "ONE=1\nTWO=two words\nKNOWN\nABSENT\n\n# a comment\nEMPTY=\nEMPTY\n"},
    {"work/odd.env",
     "\xEF\xBB\xBF  INDENTED=yes\nTRAILING=blank \nEQUALS=a=b=c\nQUOTED=\"q\"\n\tTABBED=t\r\n  # "
     "no\nSPACED\n"},
    {"work/empty.env", ""},
    {"work/bad.env", "GOOD=1\nBAD NAME=2\n"},
    {"work/nameless.env", "=value\n"},
    {"work/latin.env", "NAME=\xE4\n"},
    {"work/plain.labels", "team=shop\ntier\na.b/c=d=e\nKNOWN\n# a comment\nspaced= x \n"},
    {"work/bad.labels", "two words=1\n"},
    {"work/profile.json", "{ \"defaultAction\": \"SCMP_ACT_ALLOW\",\n  \"syscalls\": [ ] }\n"},
    {"work/unsorted.json",
     "{\"syscalls\": [{\"names\": [\"a b\", \"\\u00e4\\\"\"], \"action\": \"SCMP_ACT_ALLOW\"}],\n"
     "\t\"defaultAction\": \"SCMP_ACT_ALLOW\", \"defaultErrnoRet\": 1}\n"},
    {"work/bad.json", "{ \"defaultAction\": \n"},
    {"work/taken.id", "0123456789ab"},
    {"work/data/file", "x"},
    {"data/file", "x"},
    {"config/config.json", "{}"},
    {"context/Dockerfile", dockerfile},
    {"context/tiny", "x"},
};

docker::Endpoint endpoint() {
    const char* host = std::getenv("DOCKER_HOST");
    if (host == nullptr) throw util::Error("DOCKER_HOST is not set: run it beside an Engine of its own");
    return docker::parse_endpoint(host);
}

util::Ended run_cli(const Words& words) {
    Words all{cli};
    all.insert(all.end(), words.begin(), words.end());
    return util::run({.words = all, .environment = environment});
}

std::string must_run_cli(const Words& words) {
    const util::Ended ended = run_cli(words);
    if (ended.status != 0) throw util::Error("docker " + util::join(words, " ") + ": " + ended.error);
    return std::string(util::trim(ended.output));
}

void write_files() {
    for (const PreparedFile& file : files) util::write_file(root / file.name, file.text, 0644);
    std::filesystem::current_path(root / "work");
}

void build_image(docker::Client& client) {
    const util::Ended tar = util::run({.words = {"tar", "-C", (root / "context").string(), "-c", "."}});
    if (tar.status != 0) throw util::Error("tar: " + tar.error);
    docker::build_image(client, tar.output, {.tag = image}, [](std::string_view) {}, {});
}

/// The next creation wants the file to be absent.
void remove_id_file(const std::string& inspection) {
    const docker::json::Json container = docker::json::parse_answer(inspection, "read an inspection");
    const std::string file =
        docker::json::text(docker::json::member(container, "HostConfig"), "ContainerIDFile");
    if (!file.empty()) util::remove_file(file);
}

}

Bench::Bench()
    : transport_(docker::make_socket_transport(endpoint())), client_(*transport_), containers_(client_) {
    prepare();
}

void Bench::prepare() {
    write_files();
    build_image(client_);
    must_run_cli({"network", "create", "--subnet=10.77.0.0/16", "--ipv6", "--subnet=fd77::/64", "ours"});
    must_run_cli({"network", "create", "theirs"});
    must_run_cli({"volume", "create", "stored"});
    must_run_cli({"container", "create", "--name=other", "--volume=/shared", "--ipc=shareable", image});
}

Outcome Bench::outcome_of(const std::string& id) {
    const std::string inspection = containers_.inspect(id).document;
    containers_.remove(id, docker::Containers::Force::yes);
    remove_id_file(inspection);
    return {.inspection = inspection};
}

Outcome Bench::by_cli(const Words& flags) {
    Words words{"container", "create"};
    words.insert(words.end(), flags.begin(), flags.end());
    words.push_back(image);
    words.insert(words.end(), command.begin(), command.end());
    const util::Ended ended = run_cli(words);
    if (ended.status != 0) return {.refusal = ended.error};
    return outcome_of(std::string(util::trim(ended.output)));
}

Outcome Bench::by_us(const Words& flags) {
    std::string id;
    try {
        id = containers_.create(docker::parse_run_options(flags, {.image = image,
                                                                  .command = command,
                                                                  .environment = environment,
                                                                  .api_version = client_.api_version()}));
    } catch (const util::Error& error) {
        return {.refusal = util::full_message(error)};
    }
    return outcome_of(id);
}

std::string Bench::versions() {
    return must_run_cli({"--version"}) + " with Engine " +
           must_run_cli({"version", "--format", "{{.Server.Version}}"}) + ", API " + client_.api_version();
}

}
