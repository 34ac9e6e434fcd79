#!/bin/sh
# What bug-all counts, with a `twinpipe` that says what it is told: bug-all.sh SRCDIR
set -eu
export LC_ALL=C

srcdir=$(cd "$1" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

complain() {
    echo "$@"
    failed=1
}

# $work/answers has a line for each pair of a fingerprint and a run: exit code, a tab, what `twinpipe bug` says. Without one it
# dies without a word.
mkdir -p "$work/tree/results/runs" "$work/tree/results/known"
cp "$srcdir/results/known-of" "$work/tree/results"
cat >"$work/twinpipe" <<'FAKE'
#!/bin/sh
work=$(dirname "$0")
case $1 in
wines) printf 'wine-%s\tbuild\tloader\tx86_64,i686\n' 8.0 10.0 ;;
compare) cat "$2" ;;
bug)
    echo "$2 $(basename "$3")" >>"$work/asked"
    line=$(grep "^$2 $(basename "$3" .run) " "$work/answers") || exit 139
    code=${line#* * }
    echo "$8: a title"
    echo "${code#* }"
    exit "${code%% *}"
    ;;
esac
FAKE
chmod +x "$work/twinpipe"

# run_of NAME FINGERPRINT...: one that shows these differences
run_of() {
    name=$1
    shift
    for fingerprint in "$@"; do
        printf 'area/%s: what it is\n  %s  the label (unit.c:1)\n      seen      1\n      allowed   0\n' "$fingerprint" "$fingerprint"
    done >"$work/tree/results/runs/$name.run"
}

# all CODE: bug-all ends with that
all() {
    code=0
    : >"$work/asked"
    "$srcdir/wine_runner/tests/bug-all" "$work/twinpipe" "$work/tree" "$work/out" 2 >"$work/said" 2>"$work/trouble" || code=$?
    [ $code = "$1" ] || complain "exit code $code, not $1: $(cat "$work/said" "$work/trouble")"
}

says() {
    grep -qxF -e "$1" "$work/said" || complain "does not say: $1; but $(cat "$work/said")"
}

asked() { # TIMES
    [ "$(wc -l <"$work/asked")" = "$1" ] || complain "asked $(wc -l <"$work/asked") times, not $1: $(cat "$work/asked")"
}

good='0 - wine-8.0 (Debian): differs in 10 of 10 runs'
other='0 - wine-8.0 (Debian): differs in another way, 0x103, in 2 of 2 runs'
none='1 - no reproducer: it needs a second process'
fine='aaaaaaaaaaaa' late='bbbbbbbbbbbb' refused='cccccccccccc' troubled='dddddddddddd' silent='eeeeeeeeeeee'
run_of wine-8.0-x86_64 $fine $late $refused $troubled $silent
run_of wine-10.0-x86_64 $late $refused
run_of wine-5.0.3-x86_64 $fine
printf 'twinpipe-known\t1\nwhen\tid\tlabel\nsometimes\tarea/%s\tthe label\n' $late >"$work/tree/results/known/wine-8.0.tsv"
printf 'twinpipe-known\t1\nwhen\tid\tlabel\n' >"$work/tree/results/known/wine-10.0.tsv"
cat >"$work/answers" <<END
$fine wine-8.0-x86_64 $good
$late wine-8.0-x86_64 $none
$late wine-10.0-x86_64 $good
$refused wine-8.0-x86_64 $none
$refused wine-10.0-x86_64 $none
$troubled wine-8.0-x86_64 2 twinpipe bug: the disk is full
END
mkdir "$work/out"
touch "$work/out/ffffffffffff.line" # of a difference that is there no more

all 1
asked 7
says 'always: 1 of 4 differences have a reproducer, 25.0 %; 95 % are wanted'
says 'sometimes: 1 of 1 differences have a reproducer, 100.0 %; 80 % are wanted'
says "not done: $troubled, see $work/out/$troubled.said"
says "not done: $silent, see $work/out/$silent.said"
[ "$(grep -c '^not done' "$work/said")" = 2 ] || complain "names what is done: $(cat "$work/said")"
grep -q '^3 of 5 done: ' "$work/said" || complain "the progress counts others: $(cat "$work/said")"
grep -q '^[^3] of 5 done: ' "$work/said" || complain "the progress does not grow: $(cat "$work/said")"
if grep -q '^[45] of 5' "$work/said"; then complain "the progress counts what is not done: $(cat "$work/said")"; fi
grep -q 'no wine-5.0.3 that runs x86_64' "$work/trouble" || complain "the run of a Wine that is not here is not named"
[ "$(wc -l <"$work/out/table.tsv")" = 7 ] || complain "a try has no line: $(cat "$work/out/table.tsv")"
grep -q "^$late	sometimes	area/$late	the label	wine-8.0-x86_64.run	no reproducer: it needs" "$work/out/table.tsv" || complain "the first try is lost"
grep -q "^$late	always	.*	wine-10.0-x86_64.run	verified 10 of 10$" "$work/out/table.tsv" || complain "the second try is lost"
grep -q 'the disk is full' "$work/out/$troubled.said" || complain "what the trouble is is lost"
grep -q 'exit code 139' "$work/out/table.tsv" || complain "the exit code is lost"

# What is done is not done again; the rest is, and counts once.
sed -i '/disk is full/d' "$work/answers"
printf '%s wine-8.0-x86_64 %s\n' $troubled "$good" $silent "$good" >>"$work/answers"
all 1
asked 2
says 'always: 3 of 4 differences have a reproducer, 75.0 %; 95 % are wanted'
if grep -q '^not done' "$work/said"; then complain "all is done: $(cat "$work/said")"; fi

# What shows nothing has said it: a reproducer that exit code 0 does not vouch for counts no more than a silent end.
rm -rf "$work/out"
sed -i "/^$refused/d; /^$silent/d" "$work/answers"
printf '%s wine-8.0-x86_64 %s\n' $refused "$good" $silent "3 ${good#0 }" >>"$work/answers"
all 1
says "not done: $silent, see $work/out/$silent.said"
sed -i "/^$silent/d" "$work/answers"
echo "$silent wine-8.0-x86_64 $other" >>"$work/answers"
all 1
says "not done: $silent, see $work/out/$silent.said"
sed -i "/^$silent/d" "$work/answers"
echo "$silent wine-8.0-x86_64 $good" >>"$work/answers"
all 0
asked 1
says 'always: 4 of 4 differences have a reproducer, 100.0 %; 95 % are wanted'

# A scenario that only the model can follow is neither tried nor counted; one that ends otherwise is.
rm -rf "$work/out" "$work"/tree/results/runs/*
schedules=$work/tree/results/runs/wine-8.0-x86_64-schedules.run
printf 'twinpipe-known\t1\nwhen\tid\tlabel\n' >"$work/tree/results/known/wine-8.0-schedules.tsv"
printf 'schedules/%s: what it is\n  %s  (outcome) (races.c:1)\n      seen      %s\n      allowed   ended\n' limit $refused not-supported >"$schedules"
all 2
asked 0
printf 'schedules/%s: what it is\n  %s  (outcome) (races.c:1)\n      seen      %s\n      allowed   ended\n' limit $refused not-supported hang $late hang >"$schedules"
echo "$late wine-8.0-x86_64-schedules $good" >>"$work/answers"
all 0
asked 1
says 'always: 1 of 1 differences have a reproducer, 100.0 %; 95 % are wanted'

rm -rf "$work/out" "$work"/tree/results/runs/*
all 2
exit $failed
