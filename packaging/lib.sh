# shellcheck shell=bash
# What the scripts in this directory share. Sourced, never run.

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# It names packages_for_build.
# shellcheck source=plugin/build.sh
source "$top/plugin/build.sh"

# shellcheck disable=SC2034  # used by those who source this file
packages_to_run=(docker.io iptables nginx-light git busybox-static ca-certificates)
# shellcheck disable=SC2034
packages_for_tests=(doctest-dev dpkg-dev procps shellcheck curl mmdebstrap ccache groff-base wrk)
# shellcheck disable=SC2034
packages_to_fuzz=(clang libclang-rt-14-dev)

engine_log=${ENGINE_LOG:-/var/log/dockerd.log}
engine_patience=60

say() { printf -- '-----> %s\n' "$*"; }
detail() { printf '       %s\n' "$*"; }

# One clear line, and the end.
fail() {
    printf ' !     %s\n' "$*" >&2
    exit 1
}

# read_arguments USAGE MOST ARGUMENT...: ends the script for --help, with its
# usage; with that and status 2 for any other option and for more than MOST words.
read_arguments() {
    local usage=$1 most=$2 argument
    shift 2
    for argument in "$@"; do
        case $argument in
            -h | --help)
                printf 'usage: %s\n' "$usage"
                exit 0
                ;;
            -*) refuse_arguments "$usage" ;;
        esac
    done
    [ $# -le "$most" ] || refuse_arguments "$usage"
}

refuse_arguments() {
    printf 'usage: %s\n' "$1" >&2
    exit 2
}

# The directory of this name, in full.
existing_directory() {
    [ -d "$1" ] || fail "there is no directory $1"
    readlink -f "$1"
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

# Installs those of the named Debian packages that are missing.
install_packages() {
    install_missing "$@"
    # From Debian 13 on, the Engine's package comes without it.
    case " $* " in
        *' docker.io '*) command -v docker >/dev/null || install_missing docker-cli ;;
    esac
}

install_missing() {
    local missing=() name
    for name in "$@"; do
        is_installed "$name" || missing+=("$name")
    done
    [ ${#missing[@]} -eq 0 ] && return 0
    [ "$(id -u)" -eq 0 ] || fail "these packages are missing: ${missing[*]}: install them, or run this as root"
    export DEBIAN_FRONTEND=noninteractive
    with_progress "reading the package lists" apt-get update -q ||
        fail "no package lists: is this machine connected to the network?"
    with_progress "installing ${missing[*]}" install_quietly "${missing[@]}" ||
        fail "the packages could not be installed: ${missing[*]}"
}

# Without starting what is installed: nobody asked for an nginx on port 80, now
# or after a reboot, and the Engine is started by start_engine. A rule that is
# there stays.
install_quietly() {
    local policy=/usr/sbin/policy-rc.d status=0 ours='' nginx_before
    nginx_before=$(command -v nginx || true)
    if [ ! -e "$policy" ]; then
        printf '#!/bin/sh\nexit 101\n' >"$policy"
        chmod 755 "$policy"
        ours=1
    fi
    apt-get install -q -y --no-install-recommends "$@" || status=$?
    [ -z "$ours" ] || rm -f "$policy"
    if [ -z "$nginx_before" ] && [ -d /run/systemd/system ]; then
        systemctl disable nginx.service || true
    fi
    return "$status"
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
# everything. What was compiled before is taken from ccache where it is, which
# has to be told that it may with a precompiled header.
build() {
    local directory=$1
    shift
    export CCACHE_NOHASHDIR=1 CCACHE_SLOPPINESS=pch_defines,time_macros
    [ -f "$directory/build.ninja" ] || meson setup "$directory" "$top" "$@"
    ninja -C "$directory"
}
