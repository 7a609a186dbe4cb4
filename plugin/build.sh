# shellcheck shell=bash
# How the plugin's programs are compiled. Sourced by install and quickstart.
#
# build_programs SOURCE TARGET PROGRAM...: puts the programs of the repository
# SOURCE into the directory TARGET, with a stamp of the sources that they are
# made of. Does nothing if the stamp is right and the programs start. Each is
# compiled elsewhere, started once and moved over its predecessor, which a
# failure leaves in place.

# What Dokku starts, and what that becomes for a deploy; the latter has to be there first.
# shellcheck disable=SC2034  # used by those who source this file
plugin_programs=(scheduler-docker-api-deploy scheduler-docker-api-webhook scheduler-docker-api)
stamp_name=sources.sha256
memory_per_job=1500000  # kB that compiling the largest file takes
packages_for_build=(g++ meson ninja-build pkg-config nlohmann-json3-dev libyaml-cpp-dev libre2-dev
    libboost-dev libboost-system-dev libboost-filesystem-dev libssl-dev libcpprest-dev)

# One checksum of everything the programs are made of.
sources_stamp() {
    (
        cd "$1" || exit
        find meson.build meson_options.txt lib hooks plugin -type f -print0 |
            LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -d ' ' -f 1
    )
}

starts() {
    "$1" --version >/dev/null 2>&1
}

are_built() {
    local target=$1 stamp=$2 program
    shift 2
    [ "$(cat "$target/$stamp_name" 2>/dev/null)" = "$stamp" ] || return 1
    for program in "$@"; do
        starts "$target/$program" || return 1
    done
}

# As many as there are processors, and as fit into the memory.
compile_jobs() {
    local processors memory
    processors=$(nproc)
    memory=$(awk '/^MemAvailable:/ { print $2 }' /proc/meminfo)
    local fitting=$((memory / memory_per_job))
    [ "$fitting" -ge 1 ] || fitting=1
    echo $((processors < fitting ? processors : fitting))
}

missing_tools() {
    local tool missing=()
    for tool in g++ meson ninja pkg-config; do
        command -v "$tool" >/dev/null || missing+=("$tool")
    done
    echo "${missing[*]}"
}

is_installed() {
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# Those of the packages that a build needs which are not there; all where nobody can tell.
missing_packages() {
    local package missing=()
    for package in "${packages_for_build[@]}"; do
        is_installed "$package" || missing+=("$package")
    done
    echo "${missing[*]}"
}

name_packages() {
    local packages
    packages=$(missing_packages)
    [ -z "$packages" ] || echo "To build it, install what is missing: apt-get install $packages"
}

compile() {
    local source=$1 work=$2 missing
    shift 2
    missing=$(missing_tools)
    if [ -n "$missing" ]; then
        echo "missing: $missing"
        name_packages
        return 1
    fi
    export CCACHE_NOHASHDIR=1
    # A copied directory brings a work directory that compiles its original.
    [ "$(cat "$work/source" 2>/dev/null)" = "$source" ] || rm -rf "$work"
    [ -f "$work/build.ninja" ] || meson setup "$work" "$source" -Dtests=false -Doptimization=1 || {
        name_packages
        return 1
    }
    echo "$source" >"$work/source"
    ninja -C "$work" -j "$(compile_jobs)" "${@/#/hooks/}"
}

# Where programs of the same sources were compiled before.
built_elsewhere() {
    local from=${SCHEDULER_DOCKER_API_BUILT:-}
    if [ -n "$from" ] && are_built "$from" "$@"; then
        echo "$from"
    fi
}

# All of them, or none if one does not start.
replace_programs() {
    local from=$1 target=$2 program
    shift 2
    for program in "$@"; do
        install -m 0755 "$from/$program" "$target/$program.new" || return 1
    done
    for program in "$@"; do
        starts "$target/$program.new" || return 1
    done
    for program in "$@"; do
        mv -f "$target/$program.new" "$target/$program" || return 1
    done
}

build_programs() {
    local source=$1 target=$2 stamp from
    shift 2
    stamp=$(sources_stamp "$source")
    are_built "$target" "$stamp" "$@" && return 0
    mkdir -p "$target"
    from=$(built_elsewhere "$stamp" "$@")
    if [ -z "$from" ]; then
        from=$target-work/hooks
        # A half-made work directory would fail the next time too.
        compile "$source" "$target-work" "$@" || {
            rm -rf "$target-work"
            return 1
        }
    fi
    replace_programs "$from" "$target" "$@" || return 1
    echo "$stamp" >"$target/$stamp_name"
}
