# Reads FILE:LINE:#include ... and prints those that break a rule.

BEGIN {
    # A folder and what it may include besides itself.
    may["util"] = ""
    may["docker"] = "util"
    may["health"] = "util docker"
    may["diagnosis"] = "util docker health"
    may["dokku"] = "util docker health diagnosis"
    may["deploy"] = "util docker health diagnosis dokku"
    may["session"] = "util docker health diagnosis dokku deploy"
    may["healthcheck"] = "util docker health diagnosis dokku deploy"
    may["doctor"] = "util docker health diagnosis dokku deploy"
    may["manual"] = "util docker health diagnosis dokku"
    # The standalone host reaches a deploy only by running its triggers.
    may["host"] = "util docker health diagnosis dokku"
    may["hook"] = "util docker health diagnosis dokku deploy host"
    may["hooks"] = "util docker health diagnosis dokku deploy session healthcheck doctor manual host hook"

    # A third-party directory and the files, as a pattern, that may include it.
    place["boost/process"] = "^lib/util/process\\.cpp$"
    place["boost/asio"] = "^lib/(docker/exchange|health/http_probe)\\.[ch]pp$"
    place["boost/beast"] = "^lib/(docker/exchange|health/http_probe)\\.[ch]pp$"
    place["yaml-cpp"] = "^lib/util/yaml\\.cpp$"
    place["re2"] = "^lib/diagnosis/pattern\\.cpp$"
    place["cpprest"] = "^hooks/webhook\\.cpp$"
    place["pplx"] = "^hooks/webhook\\.cpp$"
    place["openssl"] = "^lib/health/tls_channel\\.cpp$"
    place["nlohmann"] = "(\\.cpp|json\\.hpp)$"

    split("sys linux netinet net arpa", list)
    for (i in list) is_system[list[i]] = 1
}

function report(what) {
    print file ":" line ": " what
}

function allows(folder, other) {
    return folder == other || index(" " may[folder] " ", " " other " ") > 0
}

function check_own(folder, header) {
    if (header !~ /\//) {
        if (folder != "hooks") report(header " is not named by its folder")
        return
    }
    other = header
    sub(/\/.*/, "", other)
    if (!allows(folder, other)) report(folder " may not include " header)
}

function check_foreign(header) {
    if (header !~ /\//) return
    top = header
    sub(/\/.*/, "", top)
    if (top in is_system) return
    for (name in place) {
        if (header == name ".hpp" || index(header, name "/") == 1) {
            if (file !~ place[name]) report(header " does not belong here")
            return
        }
    }
    report(header " is not known to the layering test")
}

{
    split($0, parts, ":")
    file = parts[1]
    line = parts[2]
    folder = file
    sub(/^lib\//, "", folder)
    sub(/\/.*/, "", folder)
    if (!(folder in may)) report("folder " folder " has no place in the order")
    else if (match($0, /"[^"]*"/)) check_own(folder, substr($0, RSTART + 1, RLENGTH - 2))
    else if (match($0, /<[^>]*>/)) check_foreign(substr($0, RSTART + 1, RLENGTH - 2))
}
