#!/bin/sh
# Golden tests of compare and check: golden.sh TWINPIPE [--update]
# The first line of golden/NAME.expected is a command, `$ ` and the arguments in plain words; the rest is what it prints on
# standard output and standard error, and its exit code. With --update the rest is written anew, to be read before it is committed.
set -eu

case $1 in
/*) twinpipe=$1 ;;
*) twinpipe=$PWD/$1 ;;
esac
update=${2-}
cd "$(dirname "$0")/golden"
actual=$(mktemp)
trap 'rm -f "$actual"' EXIT
passed=0 failed=0

# Output goes through pipes, so that a file given as /dev/stdout is one.
run() {
    printf '$ %s\n' "$1"
    # The words of a command are meant to be split.
    # shellcheck disable=SC2086
    { "$twinpipe" $1 2>&1 && echo "exit 0" || echo "exit $?"; } | cat
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
