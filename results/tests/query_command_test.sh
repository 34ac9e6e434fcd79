#!/bin/bash
# What golden.sh cannot show of `twinpipe query`: query_command_test.sh TWINPIPE
#  - the index is made once, and again when a file changes, whatever its size and time say
#  - one that is damaged or of another version is made anew, an old one goes, several processes may make it
#  - nothing is written outside the cache, and where the cache cannot be written that is one line
set -u

twinpipe=$(realpath "$1")
golden=$(cd "$(dirname "$0")/golden" && pwd)
directory=$(mktemp -d)
trap 'chmod -R u+w "$directory"; rm -rf "$directory"' EXIT
cd "$directory" || exit 2
export XDG_CACHE_HOME=$directory/cache
passed=0 failed=0

# judge NAME COMMAND...: whether the command is true.
judge() {
    name=$1
    shift
    if "$@"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "not ok $name:"
        cat out err
    fi
}

ask() {
    "$twinpipe" query "$@" >out 2>err
}

# answers TEXT ARGUMENT...: the last line of the answer.
answers() {
    text=$1
    shift
    ask "$@" && [ "$(tail -n 1 out)" = "$text" ]
}

# trouble TEXT ARGUMENT...: exit code 2, nothing on standard output but one line with TEXT on standard error.
trouble() {
    text=$1 code=0
    shift
    ask "$@" || code=$?
    [ "$code" = 2 ] && [ ! -s out ] && [ "$(wc -l <err)" = 1 ] && grep -qF -- "$text" err
}

indexes() { find "$XDG_CACHE_HOME/twinpipe/query" -type f | wc -l; }
index() { find "$XDG_CACHE_HOME/twinpipe/query" -name '*.sqlite'; }
made() { stat -c '%i %y' "$(index)"; }

count='SELECT count(*) FROM behaviours WHERE outcome <> '"'not-run'"
mkdir -p runs/below
cp "$golden/wine-8.0.run" runs/below/a.run
judge 'files below a directory' answers 10 "$count" --runs runs
first=$(made)
judge 'the same once more' answers 10 "$count" --runs runs
judge 'the index is not made again' [ "$(made)" = "$first" ]
judge 'a file by two names is one' answers 10 "$count" --runs runs runs/below/a.run
touch -r runs/below/a.run time
cp "$golden/wine-10.0.run" runs/below/a.run
truncate -s "$(stat -c %s "$golden/wine-8.0.run")" runs/below/a.run
touch -r time runs/below/a.run
judge 'a file that was changed, and has its size and time' trouble 'a.run:' "$count" --runs runs
cp "$golden/wine-10.0.run" runs/below/a.run
judge 'a file that was changed' answers 7 "$count" --runs runs
cp "$golden/windows.run" runs/b.run
judge 'a file that was added' answers 9 "$count" --runs runs
judge 'no index is left unfinished' [ "$(find cache -name '*.sqlite.*' | wc -l)" = 0 ]

rm -rf cache
judge 'made anew' answers 9 "$count" --runs runs
truncate -s 5000 "$(index)"
judge 'a damaged index' answers 9 "$count" --runs runs
: >"$(index)"
judge 'an empty index' answers 9 "$count" --runs runs
touch -d '31 days ago' cache/twinpipe/query/0123456789abcdef.sqlite cache/twinpipe/query/0123456789abcdef.sqlite.abcdef
ask "$count" runs/b.run
judge 'old indexes go' [ "$(indexes)" = 2 ]

rm -rf cache
for process in 1 2 3 4; do "$twinpipe" query "$count" --runs runs >"out-$process" 2>&1 & done
wait
judge 'four at once' [ "$(cat out-? | sort | uniq -c | tr -s ' \n' ' ')" = ' 4 9 4 count(*) ' ]
judge 'four at once leave one index' [ "$(indexes)" = 1 ]

# Two architectures of a platform are two places, and versions stand in their order.
mkdir places
sed '/^end\t/d; s/^\(head\tarchitecture\t\).*/\1i686/; s/^\(head\tplatform\t\).*/\1wine-8.0/' "$golden/wine-10.0.run" >places/a.run
cp "$golden/wine-8.0.run" places/b.run
cp "$golden/wine-10.0.run" places/c.run
row() { # ID
    ask changed --runs places && [ "$(grep "^$1	" out | cut -f 5,6)" = "$2" ]
}
judge 'architectures are told apart' row quota/hang $'wine-8.0-x86_64\twine-8.0-i686,wine-10.0-x86_64'
judge 'no place has a difference and has it not' test -z "$(awk -F '\t' '{ split($5, places, ","); for (i in places) if (index("," $6 ",", "," places[i] ",")) print }' out)"
judge 'a ready question that finds nothing says what it wants' ask varying places/c.run
judge 'in one line' test "$(wc -l <out) $(grep -c 'varying. wants runs with several repeats' err)" = '1 1'
judge 'as JSON, too' ask varying places/c.run --format json
judge 'and as one line' test "$(grep -c 'wants runs' err)" = 1
judge 'a question that finds something says nothing' ask varying places/b.run
judge 'not a line' test ! -s err
judge 'a question of the user that finds nothing' ask 'SELECT id FROM differences WHERE 0' places/b.run
judge 'says nothing' test ! -s err

mkdir 'a?mode=rwc#b%41'
XDG_CACHE_HOME="$directory/a?mode=rwc#b%41" judge 'a cache with a name that URIs mean something by' answers 9 "$count" --runs runs
cp runs/b.run $'hostile\x1b[31m\t\n.run'
judge 'a hostile name' answers 'hostile\x1b[31m\t\n.run' 'SELECT path FROM runs' $'hostile\x1b[31m\t\n.run'
XDG_CACHE_HOME=/proc/none judge 'a cache that cannot be made' trouble 'set XDG_CACHE_HOME' "$count" --runs runs
: >file
XDG_CACHE_HOME=$directory/file judge 'a cache that is a file' trouble 'set XDG_CACHE_HOME' "$count" --runs runs
"$twinpipe" query "$count" --runs runs >/dev/full 2>err
judge 'a full standard output' [ $? = 2 ]
judge 'the runs are as they were' cmp -s runs/b.run "$golden/windows.run"
judge 'nothing else is written' [ "$(find runs -type f | wc -l)" = 2 ]

echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" = 0 ]
