#!/bin/sh
# prove.sh ROOT: each case that sentences.txt names is one of ROOT's tests, and
# what ./show has to notice it does notice.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/cases"

# The sentences $2, after cases that ended as $1 says, are good or bad, as $3 says.
expect() {
    printf '%b' "$1" >"$work/cases/some_test"
    printf '%b' "$2" >"$work/sentences"
    if SENTENCES=$work/sentences "$here/show" "$work/cases" >"$work/output"; then found=good; else found=bad; fi
    if [ "$found" != "$3" ]; then
        echo "the comparison itself is broken: this should be $3:"
        cat "$work/output"
        exit 1
    fi
}

expect 'passed it works\n' 'A1 It works.\n    case: it works\n' good
expect 'passed it works\n' 'A1 It flies.\n    instead: It works.\n    case: it works\n' good
expect 'failed it works\n' 'A1 It works.\n    case: it works\n' bad
expect 'failed it works\npassed it works\n' 'A1 It works.\n    case: it works\n' bad
expect 'passed it works\nfailed it works\n' 'A1 It works.\n    case: it works\n' bad
expect 'passed it works\n' 'A1 It works.\n    case: it flies\n' bad
expect 'passed it works\n' 'A1 It works.\nA2 It flies.\n    case: it works\n' bad
expect 'passed it works\n' 'A1 It works.\n    case: it works\nA2 It flies.\n    instead: It works.\n' bad
expect 'passed it works\n' 'A1 It works.\n    cases: it works\n' bad
expect '' 'A1 It works.\n    case: it works\n' bad
expect 'passed it works\n' '' bad

status=0
sed -n 's/^    case: //p' "$here/sentences.txt" | sort -u >"$work/named"
find "$1/tests" -name '*.cpp' -exec cat {} + | tr '\n' ' ' | grep -o 'TEST_CASE( *"[^"]*"' |
    sed 's/^TEST_CASE( *"//; s/"$//' >"$work/known"
while read -r name; do
    grep -qxF -- "$name" "$work/known" || { echo "no test case is called: $name"; status=1; }
done <"$work/named"
exit "$status"
