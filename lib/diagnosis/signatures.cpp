#include "diagnosis/signatures.hpp"

#include "util/text.hpp"

#include <algorithm>
#include <array>

namespace diagnosis {

namespace {

constexpr std::size_t longest_line = 300;
constexpr std::string_view worker_timeout = "WORKER TIMEOUT";

constexpr std::string_view dependency_fix =
    "Add it to the app's dependencies (requirements.txt, package.json, Gemfile), commit, and deploy again.";
constexpr std::string_view service_fix =
    "Start that service, link it to the app, or correct its address in the configuration:\n$ {cli} "
    "config:show {app}";
constexpr std::string_view variable_fix = "Set it:\n$ {cli} config:set {app} NAME=value";
constexpr std::string_view privileged_fix =
    "Let the program listen on the port in $PORT, or on one from 1024 upwards, and route to that:\n"
    "$ {cli} ports:set {app} http:80:8080";
constexpr std::string_view memory_fix = "Give the program a smaller heap, or the container more memory.";

/// More exact rows stand before more general ones.
constexpr std::array signatures = {
    Signature{"exec-format", "exec format error", "",
              "The program was built for another kind of CPU, or it is a script without a first line like "
              "#!/bin/sh.",
              "Build the image for this host's architecture, or add the script's first line."},
    Signature{"script-line-ends", "bash\\r", "", "The script has Windows line ends.",
              "Convert it to Unix line ends:\n$ sed -i 's/\\r$//' PATH"},
    Signature{"interpreter-missing", "exec /", "no such file or directory",
              "The script's interpreter is missing: its first line names one that the image does not have, "
              "or has Windows line ends.",
              "Correct the first line, and convert the script to Unix line ends:\n$ sed -i 's/\\r$//' PATH"},
    Signature{
        "arguments-too-long", "exec /", "argument list too long",
        "The environment and the arguments are too long together.",
        "Make the config variables smaller: large values belong into files.\n$ {cli} config:show {app}"},
    Signature{"init-exec", "[FATAL tini", "exec", "The image has no such command, or it may not be executed.",
              "Check the command in the Procfile or the Dockerfile (CMD, ENTRYPOINT)."},
    Signature{"shared-library", "error while loading shared libraries", "",
              "The image lacks a shared library that the program needs.",
              "Install the package with this library in the Dockerfile, or build in the same base image."},
    Signature{"shared-library-musl", "Error loading shared library", "",
              "The image lacks a shared library that the program needs; programs built for glibc do not run "
              "on Alpine.",
              "Install the library, or build in the same base image."},
    Signature{
        "rails-pid-file", "A server is already running", "",
        "A left-over pid file makes the server believe that it runs already.",
        "Keep tmp/pids out of the image (.dockerignore, .gitignore), or remove the file before the start."},
    Signature{"port-in-use", "EADDRINUSE", "", "Two programs in the container want the same port.",
              "Start the server once only, and give each program a port of its own."},
    Signature{"port-in-use", "ddress already in use", "", "Two programs in the container want the same port.",
              "Start the server once only, and give each program a port of its own."},
    Signature{"privileged-port", "listen EACCES", "",
              "The program does not run as root and may not listen on a port below 1024.", privileged_fix},
    Signature{"privileged-port", "bind", "ermission denied",
              "The program does not run as root and may not listen on a port below 1024.", privileged_fix},
    Signature{"python-module", "ModuleNotFoundError:", "", "A Python module is missing in the image.",
              dependency_fix},
    Signature{"python-module", "ImportError:", "", "A Python module cannot be imported.", dependency_fix},
    Signature{"node-module", "Cannot find module", "", "A Node.js module or file is missing in the image.",
              "Add it to dependencies, not devDependencies, of package.json, or correct the path; then "
              "deploy again."},
    Signature{"node-module", "ERR_MODULE_NOT_FOUND", "", "A Node.js module is missing in the image.",
              "Add it to dependencies, not devDependencies, of package.json, or correct the path; then "
              "deploy again."},
    Signature{"npm-script", "issing script:", "", "package.json has no such script.",
              "Add the script to package.json, or name the right one in the Procfile."},
    Signature{"ruby-gem", "cannot load such file", "", "A Ruby gem or file is missing in the image.",
              dependency_fix},
    Signature{"ruby-gem", "Could not find", "in locally installed gems",
              "A Ruby gem is missing in the image.",
              "Run bundle install in the image's build, with the groups that production needs."},
    Signature{"database-refused", "ould not connect to server", "", "The app cannot reach its database.",
              service_fix},
    Signature{"database-refused", "connection to server at", "failed", "The app cannot reach its database.",
              service_fix},
    Signature{"database-refused", "Can't connect to", "MySQL server", "The app cannot reach its database.",
              service_fix},
    Signature{"database-password", "password authentication failed", "",
              "The database does not take the app's password.", service_fix},
    Signature{"database-password", "Access denied for user", "",
              "The database does not take the app's password.", service_fix},
    Signature{
        "migration-missing", "PendingMigration", "", "The database lacks the newest migrations.",
        "Run them before the start, in app.json's scripts.dokku.predeploy or postdeploy, or once by hand:\n"
        "$ {cli} run {app} rails db:migrate"},
    Signature{"service-refused", "ECONNREFUSED", "", "The app cannot reach a service that it needs.",
              service_fix},
    Signature{"service-refused", "onnection refused", "", "The app cannot reach a service that it needs.",
              service_fix},
    Signature{"name-unknown", "ENOTFOUND", "", "The app looks for a host whose name is not known.",
              service_fix},
    Signature{"name-unknown", "EAI_AGAIN", "", "The app looks for a host whose name is not known.",
              service_fix},
    Signature{"name-unknown", "could not translate host name", "",
              "The app looks for a host whose name is not known.", service_fix},
    Signature{"name-unknown", "ame or service not known", "",
              "The app looks for a host whose name is not known.", service_fix},
    Signature{"name-unknown", "no such host", "", "The app looks for a host whose name is not known.",
              service_fix},
    Signature{"node-memory", "heap out of memory", "", "Node.js ran out of its heap.",
              "Give it a larger heap, below the container's memory limit:\n"
              "$ {cli} config:set {app} NODE_OPTIONS=--max-old-space-size=1024"},
    Signature{"java-memory", "java.lang.OutOfMemoryError", "", "Java ran out of its heap.", memory_fix},
    Signature{"python-memory", "MemoryError", "", "Python ran out of memory.", memory_fix},
    Signature{"disk-full", "No space left on device", "", "The disk is full.",
              "Make room on the host:\n$ docker system df\n$ df -h"},
    Signature{"disk-full", "ENOSPC", "", "The disk is full, or the host is out of file watches.",
              "Make room on the host:\n$ docker system df\n$ df -h"},
    Signature{"read-only", "ead-only file system", "",
              "The program writes to a place that is mounted read-only.",
              "Let it write to a mounted volume or to /tmp."},
    Signature{"rails-secret", "secret_key_base", "", "Rails has no secret key.",
              "Set one:\n$ {cli} config:set {app} SECRET_KEY_BASE=$(openssl rand -hex 64)"},
    Signature{"host-not-allowed", "Invalid HTTP_HOST header", "",
              "Django does not take the Host header of the check.", "Add the app's domain to ALLOWED_HOSTS."},
    Signature{"host-not-allowed", "Blocked host", "",
              "The framework does not take the Host header of the check.",
              "Add the app's domain to config.hosts (Rails) or to the server's allowed hosts."},
    Signature{"variable-missing", "KeyError: '", "",
              "The program reads a config variable that is probably not set.", variable_fix},
    Signature{"variable-missing", "key not found: \"", "",
              "The program reads a config variable that is not set.", variable_fix},
    Signature{"variable-missing", "nvironment variable", "", "A config variable is missing or wrong.",
              variable_fix},
    Signature{
        "permission", "ermission denied", "", "The program may not read or write a file.",
        "Give the file to the image's user in the Dockerfile (COPY --chown), or correct the volume's owner."},
    Signature{"syntax", "SyntaxError:", "", "The program does not parse.",
              "Correct the line that the output names."},
    Signature{"segmentation-fault", "egmentation fault", "", "Native code crashed.",
              "Update the native modules, and build them in the base image that they run in."},
};

bool shows(const Signature& signature, const std::string& line) {
    return line.find(signature.text) != std::string::npos && line.find(signature.text2) != std::string::npos;
}

}

std::optional<Sighting> find_signature(std::string_view output) {
    const auto lines = util::lines(output);
    for (const Signature& signature : signatures) {
        const auto line = std::find_if(lines.rbegin(), lines.rend(), [&](const std::string& candidate) {
            return shows(signature, candidate);
        });
        if (line != lines.rend())
            return Sighting{&signature, util::printable(util::shortened(util::trim(*line), longest_line))};
    }
    return {};
}

bool shows_worker_timeout(std::string_view output) {
    return output.find(worker_timeout) != std::string_view::npos;
}

}
