#!/bin/sh
# layering.sh ROOT: fails when a folder of lib/ or hooks/ includes a folder it may
# not, a third-party header stands outside the file it belongs to, or JSON text is
# read or written outside util/json.cpp. Bad samples first prove that each rule can fail.
set -eu

here=$(cd "$(dirname "$0")" && pwd)

sources() { find lib hooks -name '*.[ch]pp' 2>/dev/null | sort; }

bad_includes() {
    sources | xargs grep -nE '^[[:space:]]*#[[:space:]]*include' /dev/null | awk -f "$here/layering.awk"
}

# nlohmann's parser and writer are templates: who calls them compiles them once more.
json_text_elsewhere() {
    sources | grep -v '^lib/util/json\.cpp$' |
        xargs grep -nE '[jJ]son::(parse|accept)\(|\.dump\(' /dev/null | sed 's/$/ belongs into util\/json.cpp/'
}

# Prints one line for each violation below the directory $1.
violations() (
    cd "$1"
    bad_includes
    json_text_elsewhere
)

# A source tree of one file $1 with the line $2 is good or bad, as $3 says.
expect() {
    sample=$(mktemp -d)
    mkdir -p "$sample/$(dirname "$1")" "$sample/lib" "$sample/hooks"
    printf '%s\n' "$2" > "$sample/$1"
    if [ -z "$(violations "$sample")" ]; then found=good; else found=bad; fi
    rm -rf "$sample"
    if [ "$found" != "$3" ]; then
        echo "the check itself is broken: '$2' in $1 should be $3"
        exit 1
    fi
}

prove_the_rules() {
    expect lib/docker/a.cpp      '#include "util/log.hpp"'              good
    expect lib/util/a.cpp        '#include "docker/client.hpp"'         bad
    expect lib/util/a.hpp        '  #  include "docker/client.hpp"'     bad
    expect lib/docker/a.cpp      '#include "health/check.hpp"'          bad
    expect lib/health/a.cpp      '#include "dokku/app.hpp"'             bad
    expect lib/dokku/a.cpp       '#include "deploy/plan.hpp"'           bad
    expect lib/deploy/a.cpp      '#include "hook/runtime.hpp"'          bad
    expect lib/deploy/deep/a.cpp '#include "host/host.hpp"'             bad
    expect lib/host/core/a.cpp   '#include "deploy/deploy.hpp"'         bad
    expect lib/hook/a.cpp        '#include "deploy/deploy.hpp"'         good
    expect lib/hook/a.cpp        '#include "triggers.hpp"'              bad
    expect lib/dokku/a.cpp       '#include "../util/log.hpp"'           bad
    expect lib/dokku/a.cpp       '#include "support/fake.hpp"'          bad
    expect hooks/a.cpp           '#include "triggers.hpp"'              good
    expect hooks/a.cpp           '#include "hook/runtime.hpp"'          good
    expect lib/other/a.cpp       '#include "util/log.hpp"'              bad
    expect lib/util/process.cpp  '#include <boost/process.hpp>'         good
    expect lib/util/file.cpp     '#include <boost/process/extend.hpp>'  bad
    expect lib/docker/client.cpp '#include <boost/asio/buffer.hpp>'     bad
    expect lib/util/yaml.cpp    '#include <yaml-cpp/yaml.h>'           good
    expect lib/deploy/a.cpp      '#include <yaml-cpp/yaml.h>'           bad
    expect lib/dokku/a.cpp       '#include <re2/re2.h>'                 bad
    expect lib/health/a.cpp      '#include <openssl/ssl.h>'             bad
    expect hooks/webhook.cpp     '#include <cpprest/http_client.h>'     good
    expect lib/deploy/a.cpp      '#include <cpprest/json.h>'            bad
    expect lib/deploy/a.cpp      '#include <nlohmann/json.hpp>'         good
    expect lib/deploy/a_json.hpp '#include <nlohmann/json.hpp>'         good
    expect lib/deploy/a.hpp      '#include <nlohmann/json.hpp>'         bad
    expect lib/deploy/a.cpp      '#include <doctest/doctest.h>'         bad
    expect lib/deploy/a.cpp      '#include <unheard/of.hpp>'            bad
    expect lib/deploy/a.cpp      '#include <sys/stat.h>'                good
    expect lib/deploy/a.cpp      'auto a = nlohmann::json::parse(text);' bad
    expect lib/deploy/a.cpp      'return json.dump(2);'                 bad
    expect lib/deploy/a.cpp      'auto a = util::parse_json(text);'     good
    expect lib/util/json.cpp     'auto a = Json::parse(text);'          good
}

prove_the_rules
found=$(violations "$1")
if [ -n "$found" ]; then
    printf '%s\n' "$found"
    exit 1
fi
