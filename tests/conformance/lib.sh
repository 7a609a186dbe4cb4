# shellcheck shell=bash
# What the two forms of the conformance cases share. Sourced by them.

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
plugin=scheduler-docker-api
programs=/run/programs

# To where any user may run them: a checkout may lie in a directory of root's alone.
copy_programs() {
    mkdir -p "$programs" /run/empty
    install -m 0755 "$SCHEDULER_PROGRAM" "$DEPLOYER_PROGRAM" "$HOOKRUN_PROGRAM" "$APP_SERVER" "$programs"
    install -m 0755 "$here"/bin/* "$programs"
    export PATH=$programs:$PATH SCHEDULER_PROGRAM=$programs/$plugin
}

# provide NAME: a command of this form, its script from stdin.
provide() {
    { echo '#!/usr/bin/env bash' && cat; } >"$programs/$1"
    chmod 0755 "$programs/$1"
}

# link_plugin DIRECTORY: as plugin:install leaves the plugin, without building it once more.
link_plugin() {
    local directory=$1/available/$plugin trigger
    mkdir -p "$directory/subcommands"
    cp "$here/../../plugin/plugin.toml" "$directory"
    install -m 0755 "$here/../../plugin/uninstall" "$directory"
    for trigger in $("$SCHEDULER_PROGRAM" --triggers); do
        ln -s "$SCHEDULER_PROGRAM" "$directory/$trigger"
    done
    ln -s "$directory" "$1/enabled/$plugin"
}

export LC_ALL=C.UTF-8

# Short waits, where they are nothing but waits, and all cases or those named.
run_cases() {
    set-property checks --global default-wait 1
    set-property checks --global wait-to-retire 3600
    set-property ps --global stop-timeout-seconds 2
    set-property "$plugin" --global release-healthcheck-timeout 30
    "$CONFORMANCE" "$here" "$@"
}
