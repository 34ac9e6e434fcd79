#!/bin/bash
# The runner against a real Wine: what it leaves, and that it leaves nothing else. runner.sh TWINPIPE EXE CASES
# Ends with "N passed, N failed, N skipped"; exit code 1 if one failed.
set -u

twinpipe=$(realpath "$1")
binary=$(realpath "$2")
cases=$(realpath "$3")
. "$(dirname "$0")/ours.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 2' INT TERM HUP
mkdir "$work/tmp" "$work/wines" "$work/out"
cd "$work" || exit 2
# Whatever the runner makes is under $work, so that leftovers are known by it.
export TMPDIR=$work/tmp XDG_CACHE_HOME=$work/cache
passed=0 failed=0 skipped=0

behaviour='' run_file='' # the cases choose them

passes() {
    passed=$((passed + 1))
    echo "ok     $1"
}

fails() {
    failed=$((failed + 1))
    echo "FAILED $1: $2"
    sed 's/^/       /' "$work/stdout" "$work/stderr"
}

skips() {
    skipped=$((skipped + 1))
    echo "skip   $1: $2"
}

leftovers() {
    local found
    found=$(ours "") && [ -z "$found" ] || echo "processes $(echo "$found" | tr '\n' ' ')"
    ls -A "$work/tmp"
    ls -d "$work"/cache/twinpipe/prefixes/*.new 2>/dev/null
}

# Expects exit code $2 and nothing left; prints why not.
judge() {
    local left
    left=$(leftovers)
    if [ -n "$left" ]; then
        fails "$1" "left behind: $left"
    elif [ "$code" != "$2" ]; then
        fails "$1" "exit code $code"
    else
        return 0
    fi
    return 1
}

start() {
    "$twinpipe" run --binary "$binary" -o "$work/out" "$@" >"$work/stdout" 2>"$work/stderr" &
    runner=$!
}

finish() {
    wait "$runner" 2>/dev/null
    code=$?
}

# Until COMMAND succeeds, or the runner is gone: how long that takes is the machine's affair.
await() { # COMMAND...
    until "$@" || ! kill -0 "$runner" 2>/dev/null; do sleep 0.05; done
}

has_outcome() {
    grep -qs ^outcome "$work"/out/*.part
}

# A run that takes some seconds, up to where it has measured something.
start_long() {
    rm -f "$work"/out/*.part
    start --only "$behaviour" --repeat 2000
    await has_outcome
    has_outcome || echo "nothing was measured"
}

is_one_line() {
    [ ! -s "$work/stdout" ] && [ "$(wc -l <"$work/stderr")" = 1 ] && grep -q '^twinpipe: ' "$work/stderr"
}

# refuses NAME WORD COMMAND...: one line on stderr that holds WORD, exit code 2, the old run file as it was.
refuses() {
    local name=$1 word=$2
    shift 2
    "$@" >"$work/stdout" 2>"$work/stderr"
    code=$?
    judge "$name" 2 || return
    if ! is_one_line || ! grep -qF -- "$word" "$work/stderr"; then
        fails "$name" "not one line with '$word'"
    elif ! cmp -s "$run_file" "$work/before.run"; then
        fails "$name" "the earlier run file has changed"
    else
        passes "$name"
    fi
}

runs() {
    "$twinpipe" run --binary "$binary" -o "$work/out" "$@"
}

# shellcheck disable=SC1090
. "$cases"

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ]
