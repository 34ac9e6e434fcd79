#!/bin/bash
# `twinpipe bisect` over Wines that truly differ: scripts that start the first Wine of this machine, some of them with one call
# answering wrongly.  bisect.sh TWINPIPE EXE
# Ends with "N passed, N failed, N skipped"; exit code 1 if one failed.
set -u

twinpipe=$(realpath "$1")
binary=$(realpath "$2")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
loader=$("$twinpipe" wines list 2>/dev/null | cut -f3 | head -n 1)
if [ -z "$loader" ]; then
    echo "skipped: no Wine is here"
    exit 0
fi
prefixes=${XDG_CACHE_HOME:-$HOME/.cache}/twinpipe/prefixes
mkdir tmp
export TMPDIR=$work/tmp XDG_CACHE_HOME=$work/cache
behaviour=quota/write-when-full-pends lie=write-never-pends
passed=0 failed=0

passes() {
    passed=$((passed + 1))
    echo "ok     $1"
}

fails() {
    failed=$((failed + 1))
    echo "FAILED $1: $2"
    sed 's/^/       /' stdout stderr
}

# Making a prefix takes longest: the fake ones get theirs by links to one of the real Wine, from the user's cache if it is there.
for prefix in "$prefixes"/*[0-9a-f]/; do
    [ "$(cat "$prefix/.update-timestamp" 2>/dev/null)" = "$(stat -c %Y /usr/share/wine/wine.inf 2>/dev/null)" ] && made=$prefix
done
if [ -z "${made-}" ] || ! cp -al "$made/." model 2>/dev/null; then
    rm -rf model
    "$twinpipe" exec "$binary" --list >stdout 2>stderr </dev/null || { cat stderr; exit 1; }
    cp -al cache/twinpipe/prefixes/*[0-9a-f]/. model || exit 1
fi

# fake VERSION OPTION...: a Wine of that version, whose runs have these options as well.
fake() {
    mkdir -p "wine-$1/bin"
    cat >"wine-$1/bin/wine" <<EOF_WINE
#!/bin/sh
case \$1 in
--version) echo "wine-$1 (made up)" && exit ;;
wineboot) exec cp -al "$work/model/." "\$WINEPREFIX" ;;
esac
[ "\$2" = run ] && set -- "\$@" ${*:2}
exec "$loader" "\$@"
EOF_WINE
    chmod +x "wine-$1/bin/wine"
}

bisects() {
    "$twinpipe" bisect "$@" --binary "$binary" -o "$work/out" >stdout 2>stderr </dev/null
    code=$?
}

# expect NAME EXIT-CODE LINE...: standard output has each of the lines (extended regular expressions), and nothing is left.
expect() {
    local name=$1 want=$2 line
    shift 2
    if [ "$code" != "$want" ]; then fails "$name" "exit code $code" && return; fi
    for line; do
        if ! grep -Eq "$line" stdout; then fails "$name" "no line $line" && return; fi
    done
    if [ -n "$(ls -A tmp)" ]; then fails "$name" "left behind: $(ls -A tmp)" && return; fi
    passes "$name"
}

# refuses NAME WORD ARGUMENT...: exit code 2, and one line on standard error that has the word.
refuses() {
    local name=$1 word=$2
    shift 2
    bisects "$@"
    if [ "$code" != 2 ] || [ -s stdout ] || [ "$(wc -l <stderr)" != 1 ] || ! grep -qF -- "$word" stderr; then
        fails "$name" "exit code $code, not one line with '$word'"
    else
        passes "$name"
    fi
}

fake 9.1
fake 9.2
fake 9.3
fake 9.4 --perturb "$lie"
# shellcheck disable=SC2016 # it is for that script
printf '#!/bin/sh\n[ "$1" = --version ] && echo wine-9.3 && exit\nexit 7\n' >wine-9.3/bin/wine
{
    echo "# oldest first"
    for version in 9.1 9.2 9.3 9.4; do echo "$work/wine-$version"; done
} >builds.txt

bisects "$behaviour" --builds builds.txt
expect "the first that changed, with one before it that does not start" 1 \
    '^1 of 4  wine-9\.1 .*the first; conforms in all of 10 repeats$' '^3 of 4  wine-9\.3 .*passed over: .* it made no prefix' \
    '^4 of 4  wine-9\.4 .*: changed; differs: ' '^2 of 4  wine-9\.2 .*: like the first; conforms' \
    '^first changed: wine-9\.4 ' '^  or one that was passed over: wine-9\.3 ' '^last like the first: wine-9\.2 ' \
    '^  \+ [0-9a-f]{12}  WriteFile: TRUE, allowed FALSE, ERROR_IO_PENDING \(997\); in 10 of 10 repeats$' '^confidence: over 99\.9999 %'
if grep -q "^head.options.*--repeat 10 --perturb $lie$" out/4/wine-9.4-x86_64.run && [ -e out/2/wine-9.2-x86_64.run ]; then
    passes "the run files are kept"
    cp -r out out-first
else
    fails "the run files are kept" "$(ls out/*)"
fi

bisects "$behaviour" --wine wine-9.1/bin/wine --wine "$work/wine-9.2" --repeat 3
expect "nothing changed" 0 '^no change: wine-9\.2 .* is like wine-9\.1 ' '^confidence: 99\.0 % that nothing .* 78\.5 % .*\(3 repeats each\)$'
mkdir lists
for rate in 0.9 0.2; do # KNOWN_COLUMNS of results/known.h
    printf 'twinpipe-known\t1\nwhen\tid\tlabel\tseen\tfact\ttries\trate\tbug\treason\nsometimes\t%s\tl\t1\tf\t100\t%s\t-\tmade up\n' "$behaviour" "$rate" >lists/$rate.tsv
done
bisects "$behaviour" --wine wine-9.1/bin/wine --wine "$work/wine-9.2" --known lists
expect "as many repeats as the rarest known difference wants" 0 '^1 of 2  wine-9\.1 .*; conforms in all of 21 repeats$'
bisects "$behaviour" --wine wine-9.1/bin/wine --wine "$work/wine-9.2" --known lists/0.9.tsv
expect "by one list" 0 '^1 of 2  wine-9\.1 .*; conforms in all of 10 repeats$'
fingerprint=$("$twinpipe" compare "$(ls out-first/4/*.run)" | sed -n 's/^  \([0-9a-f]\{12\}\)  .*/\1/p' | head -n 1)
bisects "$behaviour" --wine "$work/wine-9.2" --wine "$work/wine-9.4" --repeat 3 --fingerprint "${fingerprint:0:5}"
expect "the first digits of a fingerprint" 1 '^first changed: wine-9\.4 ' "^  \\+ $fingerprint  "
bisects "$behaviour" --wine "$work/wine-9.2" --wine "$work/wine-9.4" --repeat 3 --fingerprint 00000
expect "those of another difference" 0 '^no change: '
PATH=$work/wine-9.1/bin:$PATH bisects "$behaviour" --wine wine-9.1 --wine "$work/wine-9.2" --repeat 1
expect "a build that is given by its name is told by what it is" 0 '^no change: wine-9\.2 \(.*wine-9\.2\) is like wine-9\.1 \(made up\)$'
cp -r wine-9.3 wine-9.5
bisects "$behaviour" --wine wine-9.3/bin/wine --wine wine-9.5/bin/wine
if [ "$code" = 2 ] && grep -q 'none of the 2 builds can be measured: .* it made no prefix' stderr; then
    passes "no build can be measured"
else
    fails "no build can be measured" "exit code $code"
fi

bisects schedules/iocp-two-takers --wine wine-9.1/bin/wine --wine wine-9.2/bin/wine --repeat 1
expect "a scenario" 0 '^1 of 2  wine-9\.1 .*the first; conforms in all of 1 repeats$' '^no change: wine-9\.2 '
if ! grep -q '^head.options.--schedules --only schedules/iocp-two-takers$' out/2/wine-9.2-x86_64-schedules.run; then
    fails "a scenario is run as one" "$(ls out/*)"
fi

refuses "a scenario that is none" "its --list --schedules names all" schedules/iocp-nothing --builds builds.txt
refuses "no behaviour" "give the id"
refuses "a glob" "is no id" 'quota/*' --builds builds.txt
refuses "a behaviour that is none" "has no behaviour quota/nothing" quota/nothing --builds builds.txt
refuses "two behaviours" "one behaviour at a time" quota/a quota/b
refuses "one build" "1 build is nothing to search in" "$behaviour" --wine wine-9.1/bin/wine
refuses "a build that is not there" "there is no ./none" "$behaviour" --wine wine-9.1/bin/wine --wine ./none
refuses "a name that is none" "no Wine is called" "$behaviour" --wine wine-9.1/bin/wine --wine wine-0.1
echo ./none >>builds.txt
refuses "a list with a build that is not there" "builds.txt:6: there is no ./none" "$behaviour" --builds builds.txt
refuses "a list that is not there" "cannot be opened" "$behaviour" --builds none.txt
: >empty.txt
refuses "an empty list" "names no build" "$behaviour" --builds empty.txt
refuses "a list and single builds" "not both" "$behaviour" --builds builds.txt --wine wine-9.1/bin/wine
refuses "a known file that is not there" "cannot be opened" "$behaviour" --known none.tsv --wine wine-9.1 --wine wine-9.2
refuses "a directory without lists" "has no list of known differences" "$behaviour" --known wine-9.1 --wine wine-9.1 --wine wine-9.2
refuses "an unknown option" "unknown option --nonsense" "$behaviour" --nonsense
refuses "no repeats" "from 1 to 1000" "$behaviour" --repeat 0
refuses "too sure" "--confidence wants" "$behaviour" --confidence 1
refuses "no fingerprint" "hexadecimal digits" "$behaviour" --fingerprint 12x
refuses "too long a fingerprint" "hexadecimal digits" "$behaviour" --fingerprint 0123456789abc
refuses "a fingerprint of no digits" "hexadecimal digits" "$behaviour" --fingerprint ''

"$twinpipe" bisect "$behaviour" --wine wine-9.1/bin/wine --wine wine-9.2/bin/wine --repeat 1000 --binary "$binary" -o out >stdout 2>stderr </dev/null &
process=$!
for _ in $(seq 300); do
    grep -qs ^outcome out/1/*.part && break
    sleep 0.05
done
kill -TERM "$process"
wait "$process" 2>/dev/null
code=$?
expect "an interrupted search ends by the signal" 143

echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" = 0 ]
