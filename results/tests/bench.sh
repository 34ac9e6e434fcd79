#!/bin/sh
# bench.sh TWINPIPE SEAL DIRECTORY: how long it takes to load and compare two runs of a million observations each, and one with
# what is allowed. The target is two seconds for a million. The files are kept in DIRECTORY for the next time.
set -eu

twinpipe=$1 seal=$2 directory=$3
here=$(dirname "$0")
mkdir -p "$directory"
for seed in 0 5; do
    [ -s "$directory/$seed.run" ] || "$here/make_large_run.sh" 1000000 "$seed" | "$seal" >"$directory/$seed.run"
done

now() { date +%s%N; }

# measure NAME ARGUMENT...: the best of three, since other work on the machine only ever adds time.
measure() {
    name=$1 best=
    shift
    for _ in 1 2 3; do
        start=$(now)
        "$twinpipe" "$@" >/dev/null || [ $? = 1 ]
        took=$((($(now) - start) / 1000000))
        if [ -z "$best" ] || [ "$took" -lt "$best" ]; then best=$took; fi
    done
    echo "$name: $best ms"
}

measure 'compare, a million observations with what is allowed' compare "$directory/0.run"
measure 'compare, two runs of a million observations' compare "$directory/0.run" "$directory/5.run"
measure 'check, a million observations' check "$directory/0.run"

# A cache directory that is not absolute counts for nothing, and the index would be the user's.
XDG_CACHE_HOME=$(realpath "$directory")/cache
export XDG_CACHE_HOME
rm -rf "$XDG_CACHE_HOME"
measure 'query, a million observations, the index is there' query varying "$directory/0.run"
start=$(now)
rm -rf "$XDG_CACHE_HOME"
"$twinpipe" query varying "$directory/0.run" >/dev/null
echo "query, a million observations, with the index to be made: $((($(now) - start) / 1000000)) ms"
