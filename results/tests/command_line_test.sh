#!/bin/bash
# What golden.sh cannot show of the commands that read run files: command_line_test.sh TWINPIPE
#  - no file that is read is written to, whatever name it has
#  - nothing that stands in a file or in its name reaches a terminal as a control, or makes the JUnit document ill-formed
#  - no file takes time that grows with the square of its size
#  - results that standard output cannot take are trouble
set -u

twinpipe=$(realpath "$1")
golden=$(cd "$(dirname "$0")/golden" && pwd)
directory=$(mktemp -d)
trap 'rm -rf "$directory"' EXIT
cd "$directory" || exit 2
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
        cat err
    fi
}

# trouble MESSAGE ARGUMENT...: exit code 2, nothing on standard output but one line with MESSAGE on standard error.
trouble() {
    message=$1 code=0
    shift
    "$twinpipe" "$@" >out 2>err || code=$?
    [ "$code" = 2 ] && [ ! -s out ] && [ "$(wc -l <err)" = 1 ] && grep -qF -- "$message" err
}

# full WORD...: exit code 2 and one line, because standard output is full.
full() {
    code=0
    "$twinpipe" "$@" >/dev/full 2>err || code=$?
    [ "$code" = 2 ] && [ "$(wc -l <err)" = 1 ] && grep -q 'standard output cannot be written: No space' err
}

# plain FILE: no control but line feeds and tabs, no bidirectional control, valid UTF-8.
plain() {
    python3 -c '
import sys
text = open(sys.argv[1], "rb").read().decode("utf-8")
sys.exit(any(ord(c) < 32 and c not in "\t\n" or 0x7f <= ord(c) < 0xa0 or c in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069" for c in text))
' "$1"
}

cp "$golden/wine-8.0.run" "$golden/known.tsv" .
ln -s wine-8.0.run link.run
: >err
judge 'check spares its run' trouble 'wine-8.0.run is to be read' check wine-8.0.run --junit wine-8.0.run
judge 'check spares its run by another name' trouble 'wine-8.0.run is to be read' check wine-8.0.run --junit ./link.run
judge 'check spares its known file' trouble 'known.tsv is to be read' check wine-8.0.run --known known.tsv --junit "$PWD/known.tsv"
judge 'check takes one known file' trouble 'known is given twice' check wine-8.0.run --known known.tsv --known known.tsv
# The lines of known.tsv in two lists are what known.tsv is; the list of the schedules is none of this run's.
mkdir lists
head -n 7 known.tsv >lists/wine-8.0.tsv
{ head -n 2 known.tsv && tail -n +8 known.tsv; } >lists/wine-8.0-x86_64.tsv
echo damaged >lists/wine-8.0-schedules.tsv
known() { # WHAT
    "$twinpipe" check wine-8.0.run --known "$1" --junit junit.xml >out 2>err
    code=$?
}
known known.tsv
cp junit.xml expected.xml
{ sed 's,known.tsv:9:,lists/wine-8.0-x86_64.tsv:4:,' out && echo "$code"; } >expected
known lists
judge 'the lists of a directory are known' diff expected - <<<"$(cat out && echo "$code")"
judge 'in JUnit, too' cmp expected.xml junit.xml
known lists/wine-8.0.tsv
judge 'a list beside it that is missed is named' grep -qxF 'note: lists/wine-8.0-x86_64.tsv is a list of this run and was not looked at; give --known lists' out
judge 'check spares the lists of a directory' trouble 'lists/wine-8.0-x86_64.tsv is to be read' check wine-8.0.run --known lists --junit lists/wine-8.0-x86_64.tsv
judge 'a directory without a list of the run' trouble 'wine-8.0.run: ./wine-8.0.tsv is missing: nothing is known of wine-8.0; ' check wine-8.0.run --known .
tail -n 1 lists/wine-8.0.tsv >>lists/wine-8.0-x86_64.tsv
judge 'a line in two lists of a directory' trouble 'listed in lists/wine-8.0.tsv, line 7 already' check wine-8.0.run --known lists
judge 'the run is as it was' cmp wine-8.0.run "$golden/wine-8.0.run"
judge 'the known file is as it was' cmp known.tsv "$golden/known.tsv"

controls=$'\x01\x1b[31m\x7f\xc2\x9b31m\xe2\x80\xae\xe2\x81\xa6'
sed "s/^always\tquota/&$(printf '\302\233\342\200\256')/" known.tsv >"$controls"$'\xff.tsv'
for file in "$controls"*.tsv; do
    "$twinpipe" check wine-8.0.run --known "$file" --junit junit.xml >out 2>err
    judge 'a hostile name on standard output' plain out
    judge 'a hostile name in JUnit' python3 -c 'import xml.dom.minidom; xml.dom.minidom.parse("junit.xml")'
    judge 'a hostile name in JUnit, plainly' plain junit.xml
done
judge 'a hostile name on standard error' trouble 'cannot be opened' check "$controls"$'\xff.run'
judge 'a hostile name on standard error, plainly' plain err
printf 'twinpipe-run\t1\n%s\t1\n' "$(printf '\302\233\342\200\256\342\201\251')" >hostile.run
for command in 'check hostile.run' 'compare hostile.run' 'report hostile.run -o report.html' "compare -$controls" "check --$controls"; do
    # The words of a command are meant to be split.
    # shellcheck disable=SC2086
    judge "$command" trouble twinpipe $command
    judge "$command, plainly" plain err
done

# many WHAT: a run file cut short, with very many of WHAT.
many() {
    awk -v what="$1" -v many=100000 '
        FNR == 11 {
            if (what == "keys") for (i = 0; i < many; i++) print "head\tkey " i "\tx"
            print "behaviour\ta/x\tunit\twinetest\t-\t-\tunit.c\t7\tWindows does it\nbegin\ta/x\t1"
            for (i = 0; i < many && what == "late"; i++) print "late\ta/x\t1\t" (i % 2 ? "callback" : "death")
            for (i = 0; i < many && what == "notes"; i++) print "note\ta/x\t1\tnote " i
            for (i = 0; i < many && what == "labels"; i++)
                print "seen\ta/x\t1\tlabel " i "\tnumber\t1\t1\tok\twinetest\t8"
            exit
        }
        { print }' "$golden/wine-8.0.run"
}

within() { # SECONDS COMMAND...: of processor time
    (ulimit -t "$1" && shift && exec "$@")
}

# The processor time is ten times what a slow machine needs, and a tenth of what the square of the size takes; it does not grow
# with what else the machine does.
for what in keys late notes labels; do
    many "$what" >many.run
    judge "many $what" within "${SECONDS_FOR_MANY:-10}" "$twinpipe" report many.run -o many.html 2>err
done

# A run that was made up for the purpose, in a checkout that was, too: what it confirms is believed as measured.
checkout() {
    rm -rf checkout
    mkdir -p checkout/tests checkout/conformance checkout/results/runs/windows
    printf 'BEHAVIOUR(nothing, .id = "cancel/nothing-pending",\n          .provenance = WINETEST, .source = "x")\n{\n}\n' >checkout/tests/cancel.c
    printf 'BEHAVIOUR(device, .id = "misc/device",\n          .provenance = REPORTED, .source = "x")\n{\n}\n' >checkout/tests/misc.c
    printf 'id\tarea\tsetup\taction\texpected\tdeterminism\tprovenance\tconfidence\twine\n' >checkout/conformance/facts.tsv
    for fact in cancel/cancelioex-null-none-pending misc/other; do
        printf '%s\tb\tc\td\te\tf\tg\tverified-on-windows\ti\n' "$fact" >>checkout/conformance/facts.tsv
    done
}

# adopted RUN: exit code 1, since something is refuted.
adopted() {
    "$twinpipe" adopt "$1" --write checkout >out 2>err
    [ $? = 1 ]
}

checkout
judge 'adopt writes' adopted "$golden/windows.run"
judge 'what is confirmed is measured' grep -q 'provenance = WINDOWS, .source = "x"' checkout/tests/cancel.c
judge 'what is refuted is as it was' grep -q 'provenance = REPORTED' checkout/tests/misc.c
judge 'its fact is measured, and no other' test "$(cut -f 1,8 checkout/conformance/facts.tsv | grep -c measured-on-windows)" = 1
judge 'that of the behaviour' grep -qP '^cancel/cancelioex-null-none-pending\tb\tc\td\te\tf\tg\tmeasured-on-windows\ti$' checkout/conformance/facts.tsv
judge 'the run is there' cmp checkout/results/runs/windows/windows.run "$golden/windows.run"
cp -r checkout before
judge 'adopt writes the same twice' adopted "$golden/windows.run"
judge 'and changes nothing then' diff -r before checkout
rm -rf checkout/results
judge 'adopt wants a checkout' test "$("$twinpipe" adopt "$golden/windows.run" --write checkout >/dev/null 2>err; echo $?)" = 2

for command in --help --version 'run --help' 'compare --help' 'check --help' 'report --help' 'adopt --help' 'merge --help' 'query --help' 'query --tables' 'query --examples' 'wines --help' 'exec --help' \
    'compare wine-8.0.run' 'check wine-8.0.run'; do
    # shellcheck disable=SC2086
    judge "$command into a full disk" full $command
done
if [ -n "$("$twinpipe" wines list 2>/dev/null)" ]; then
    judge 'wines list into a full disk' full wines list
fi

echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" = 0 ]
