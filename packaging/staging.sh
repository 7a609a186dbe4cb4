# shellcheck shell=bash
# What release and deb share: the plugin as it is delivered. Sourced, never run.

# shellcheck source=packaging/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

version() { sed -n 's/^version = "\(.*\)"/\1/p' "$top/plugin/plugin.toml"; }
architecture() { dpkg --print-architecture; }

# The files that belong to the repository, as they are now.
stage_sources() {
    mkdir -p "$1"
    git -C "$top" ls-files -z | tar -C "$top" --null -T - -cf - | tar -C "$1" -xf -
}

# The packages that the libraries of these programs come from.
packages_of_libraries() {
    local library
    ldd "$@" | awk '/=> \// { print $3 }' | sort -u | while read -r library; do
        dpkg-query -S "*/$(basename "$library")" 2>/dev/null | sed -n 's/:.*//p' | head -n 1
    done | sort -u | paste -s -d ' '
}

# stage_programs DIRECTORY PROGRAM...: built from the sources in it.
stage_programs() {
    local directory=$1 paths
    shift
    export SCHEDULER_DOCKER_API_BUILT=${SCHEDULER_DOCKER_API_BUILT:-$top/build}
    with_progress "building $*" build_programs "$directory" "$directory/build" "$@" || fail "the build failed"
    rm -rf "$directory/build-work"
    paths=("${@/#/$directory/build/}")
    strip "${paths[@]}"
    packages_of_libraries "${paths[@]}" >"$directory/build/packages"
}
