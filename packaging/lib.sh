# shellcheck shell=bash
# What the scripts in this directory share. Sourced, never run.

# shellcheck disable=SC2034  # used by those who source this file
packages_for_build=(g++ meson ninja-build pkg-config nlohmann-json3-dev libyaml-cpp-dev
    libboost-dev libboost-system-dev libboost-filesystem-dev libssl-dev)
# shellcheck disable=SC2034
packages_to_run=(docker.io iptables nginx-light git busybox-static ca-certificates)
# shellcheck disable=SC2034
packages_for_tests=(doctest-dev libcpprest-dev shellcheck curl)

engine_log=${ENGINE_LOG:-/var/log/dockerd.log}
engine_patience=60

say() { printf -- '-----> %s\n' "$*"; }
detail() { printf '       %s\n' "$*"; }

# One clear line, and the end.
fail() {
    printf ' !     %s\n' "$*" >&2
    exit 1
}

# Runs a command with its output kept in a file, a dot every few seconds, and
# the end of the output shown if it fails.
with_progress() {
    local what=$1 output status=0 job
    shift
    output=$(mktemp)
    printf '       %s ' "$what"
    "$@" >"$output" 2>&1 </dev/null &
    job=$!
    while kill -0 "$job" 2>/dev/null; do
        sleep 2
        printf .
    done
    wait "$job" || status=$?
    if [ "$status" -eq 0 ]; then
        printf ' done\n'
    else
        printf ' failed\n'
        tail -n 40 "$output" | sed 's/^/       /' >&2
    fi
    rm -f "$output"
    return "$status"
}

is_installed() {
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# Installs those of the named Debian packages that are missing.
install_packages() {
    local missing=() name
    for name in "$@"; do
        is_installed "$name" || missing+=("$name")
    done
    [ ${#missing[@]} -eq 0 ] && return 0
    [ "$(id -u)" -eq 0 ] || fail "these packages are missing: ${missing[*]}: install them, or run this as root"
    export DEBIAN_FRONTEND=noninteractive
    with_progress "reading the package lists" apt-get update -q ||
        fail "no package lists: is this machine connected to the network?"
    # The distribution would start its own nginx on port 80, which nobody asked for.
    mask_distribution_nginx
    with_progress "installing ${missing[*]}" \
        apt-get install -q -y --no-install-recommends "${missing[@]}" ||
        fail "the packages could not be installed: ${missing[*]}"
}

mask_distribution_nginx() {
    if [ -d /run/systemd/system ] && ! command -v nginx >/dev/null; then
        systemctl mask nginx.service >/dev/null 2>&1 || true
    fi
}

engine_answers() {
    command -v docker >/dev/null && docker version --format '{{.Server.Version}}' >/dev/null 2>&1
}

# Removes what a killed Engine left behind and what keeps the next one from
# starting: pid files that name another program by now.
clear_stale_engine() {
    local file pid
    for file in /var/run/docker.pid /var/run/docker/containerd/containerd.pid; do
        [ -f "$file" ] || continue
        pid=$(cat "$file")
        case $(cat "/proc/$pid/comm" 2>/dev/null) in
            dockerd | containerd) ;;
            *) rm -f "$file" ;;
        esac
    done
}

start_dockerd() {
    clear_stale_engine
    setsid dockerd >>"$engine_log" 2>&1 </dev/null &
}

# Makes sure that an Engine answers; a no-op if one does.
start_engine() {
    engine_answers && return 0
    [ "$(id -u)" -eq 0 ] || fail "no Docker Engine answers: start it, or join the group docker"
    [ -z "${DOCKER_HOST:-}" ] || fail "no Docker Engine answers at DOCKER_HOST=$DOCKER_HOST"
    command -v dockerd >/dev/null || fail "no Docker Engine is installed (package docker.io)"
    if [ -d /run/systemd/system ]; then
        systemctl start docker || fail "the Docker Engine did not start: see journalctl -u docker"
    else
        start_dockerd
    fi
    local waited=0
    until engine_answers; do
        [ "$waited" -lt "$engine_patience" ] ||
            fail "the Docker Engine does not answer after $engine_patience s: see $engine_log"
        sleep 1
        waited=$((waited + 1))
    done
}

# build DIRECTORY [MESON OPTION...]: configures it, if it is new, and compiles
# everything. Programs compiled before are taken from ccache where it is.
build() {
    local directory=$1 source
    shift
    source=$(dirname "${BASH_SOURCE[0]}")/..
    export CCACHE_NOHASHDIR=1
    [ -f "$directory/build.ninja" ] || meson setup "$directory" "$source" "$@"
    ninja -C "$directory"
}
