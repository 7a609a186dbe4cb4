#!/bin/sh
# shipped_rules.sh FILE...: rules as rows for C++, {"name", R"rules(text)rules"}.
set -eu
for file in "$@"; do
    printf '{"%s", R"rules(' "$(basename "$file")"
    cat "$file"
    printf ')rules"},\n'
done
