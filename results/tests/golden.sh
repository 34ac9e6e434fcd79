#!/bin/sh
# Golden tests of compare and check: golden.sh TWINPIPE [--update]
# The first line of golden/NAME.expected is a command, `$ ` and the arguments in plain words; the rest is what it prints on
# standard output and standard error, and its exit code. The word OUTPUT stands for a file of the test's own, which is shown
# at the end. With --update the rest is written anew, to be read before it is committed.
set -eu

case $1 in
/*) twinpipe=$1 ;;
*) twinpipe=$PWD/$1 ;;
esac
update=${2-}
cd "$(dirname "$0")/golden"
temporary=$(mktemp -d)
trap 'rm -rf "$temporary"' EXIT
actual=$temporary/actual output=$temporary/output
passed=0 failed=0

run() {
    rm -f "$output"
    printf '$ %s\n' "$1"
    # The words of a command are meant to be split.
    # shellcheck disable=SC2046
    "$twinpipe" $(printf '%s\n' "$1" | sed "s|OUTPUT|$output|") 2>&1 && echo "exit 0" || echo "exit $?"
    if [ -e "$output" ]; then cat "$output"; fi
}

for expected in *.expected; do
    IFS= read -r first <"$expected"
    run "${first#\$ }" >"$actual"
    if [ "$update" = --update ]; then
        cat "$actual" >"$expected"
    elif diff -u "$expected" "$actual"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
    fi
done
[ "$update" = --update ] || echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" = 0 ]
