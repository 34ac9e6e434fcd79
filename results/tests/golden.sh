#!/bin/sh
# Golden tests of compare, check and query: golden.sh TWINPIPE [--update]
# The first line of golden/NAME.expected is a command, `$ ` and the arguments as a shell reads them; the rest is what it prints on
# standard output and standard error, and its exit code. The word OUTPUT stands for a file of the test's own, which is shown
# at the end. With --update the rest is written anew, to be read before it is committed.
set -eu

# shellcheck disable=SC2034 # the word is read by eval
case $1 in
/*) twinpipe=$1 ;;
*) twinpipe=$PWD/$1 ;;
esac
update=${2-}
cd "$(dirname "$0")/golden"
temporary=$(mktemp -d)
trap 'rm -rf "$temporary"' EXIT
actual=$temporary/actual output=$temporary/output
export XDG_CACHE_HOME="$temporary/cache"
passed=0 failed=0

run() {
    rm -f "$output"
    printf '$ %s\n' "$1"
    eval "\"\$twinpipe\" $(printf '%s\n' "$1" | sed "s|OUTPUT|$output|")" 2>&1 && echo "exit 0" || echo "exit $?"
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
