#!/usr/bin/env bash
# manual.sh PROGRAM: the manual page and the completion that it prints are what
# man and bash take, and have every command and key that :help has.
set -euo pipefail

program=$(readlink -f "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() {
    echo "$*" >&2
    exit 1
}

mkdir -p "$work/plugin/subcommands"
ln -s "$program" "$work/plugin/subcommands/help"
"$work/plugin/subcommands/help" scheduler-docker-api:help >"$work/help"
"$program" --manual >"$work/page"
"$program" --completion >"$work/completion"

groff -man -Tutf8 -ww -P-cbou "$work/page" >"$work/text" 2>"$work/warnings"
[ ! -s "$work/warnings" ] || fail "$(cat "$work/warnings")"
sed -nE 's/^ +(scheduler-docker-api:)?([a-z-]+)(,| ).*/\2/p' "$work/help" >"$work/words"
[ "$(wc -l <"$work/words")" -ge 10 ] || fail "help names too little"
while read -r word; do
    grep -qw -- "$word" "$work/text" || fail "the page does not tell of $word"
done <"$work/words"

# complete LINE: what bash would offer behind it.
complete_line() {
    # shellcheck disable=SC2016  # the inner shell expands it
    env -i PATH="$PATH" bash --norc -c '
        hookrun() { echo shop; }
        . "$1"
        COMP_LINE=$2 COMP_POINT=${#2}
        _scheduler_docker_api_complete hookrun
        printf "%s\n" "${COMPREPLY[@]}"' _ "$work/completion" "$1" | paste -s -d ' '
}

expect() {
    local offered
    offered=$(complete_line "$1")
    [ "$offered" = "$2" ] || fail "'$1' offers '$offered', not '$2'"
}

expect 'hookrun scheduler-docker-api:exp' 'explain'
expect 'hookrun scheduler-docker-api:set s' 'shop'
expect 'hookrun scheduler-docker-api:set shop dr' 'drain'
expect 'hookrun scheduler-docker-api:set shop endpoint-type ' 'http tls tcp'
expect 'hookrun scheduler-docker-api:set shop log-lines ' ''
expect 'hookrun apps:' ''
