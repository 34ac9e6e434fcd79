#!/bin/sh
# twinpipe bug, under a real Wine: bug.sh TWINPIPE SRCDIR
# One difference of one thread, one with a callback or a thread, and those of which no trace tells enough yield reproducers that
# show them, in 32 bits too where a Wine here runs such programs; a unit for a Wine tree is built with what was handed out, and
# shows it; one that does not show it is refused, as is what is no difference of Wine; what a report says and tells a reader to do
# is so; bad input costs one line, exit code 2, and leaves nothing.
set -eu
export LC_ALL=C

twinpipe=$(realpath "$1") srcdir=$(realpath "$2") binary=$(realpath x86_64/twinpipe_test.exe)
run=$srcdir/results/runs/wine-8.0-x86_64.run
schedules=$srcdir/results/runs/wine-8.0-x86_64-schedules.run
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

complain() {
    echo "$@"
    failed=1
}

# The command in the first line of repro.c.
first_line() {
    sed -n '1s|^/\* \(.*\) \*/$|\1|p' repro.c
}

# yields ID LABEL WORD...: of the words that repro.c must hold
yields() {
    "$twinpipe" compare "$run" >"$work/compared" || :
    fingerprint=$(awk -v id="$1:" -v label="$2" '/^[a-z]/ { inside = $1 == id } inside && index($0, "  " label " (") { print $1; exit }' "$work/compared")
    shift 2
    rm -rf "$work/out"
    "$twinpipe" bug "$(echo "$fingerprint" | cut -c1-9)" "$run" -o "$work/out" </dev/null >"$work/said" 2>&1 ||
        complain "$fingerprint: no reproducer: $(cat "$work/said")"
    grep -q ': differs in \(9\|10\) of 10 runs' "$work/out/report.md" || complain "$fingerprint: the report has no figure"
    grep -q "$fingerprint" "$work/out/report.md" || complain "the report does not name $fingerprint"
    (cd "$work/out" && sh -c "$(first_line) -Werror") >"$work/said" 2>&1 || complain "$fingerprint: repro.c is built with warnings: $(cat "$work/said")"
    rm -f "$work/out/repro.exe"
    for word in "$@"; do
        grep -qF "$word" "$work/out/repro.c" || complain "$fingerprint: repro.c has no $word"
    done
    [ "$(echo "$work"/out/*)" = "$work/out/report.md $work/out/repro.c" ] || complain "left behind: $(echo "$work"/out/*)"
    [ -z "$(sed -n 's/^- wine-.*, build \(.*\): .*/\1/p' "$work/out/report.md" | sort | uniq -d)" ] || complain "$fingerprint: one build is tried twice"
}

# report_has TEXT, report_lacks TEXT: of the last one that was made
report_has() {
    grep -qF -e "$1" "$work/out/report.md" || complain "$fingerprint: the report does not say: $1"
}
report_lacks() {
    if grep -qF -e "$1" "$work/out/report.md"; then complain "$fingerprint: the report says: $1"; fi
}

# refuses TEXT ARGUMENT...: with one line that says so
refuses() {
    text=$1
    shift
    code=0
    "$twinpipe" bug "$@" </dev/null >"$work/said" 2>"$work/trouble" || code=$?
    [ $code = 2 ] || complain "bug $*: exit code $code, not 2"
    if [ "$(wc -l <"$work/trouble")" != 1 ] || ! grep -qF -e "$text" "$work/trouble"; then complain "bug $*: says $(cat "$work/trouble")"; fi
}

# A compiler whose programs see what Windows does: the reproducer is built, and shows nothing.
shows_nothing() {
    mkdir "$work/bin"
    compiler=$(command -v x86_64-w64-mingw32-gcc)
    printf '#!/bin/sh\nsed -i "s/seen = CancelIoEx.*/seen = ERROR_NOT_FOUND;/" repro.c\nexec %s "$@"\n' "$compiler" >"$work/bin/x86_64-w64-mingw32-gcc"
    chmod +x "$work/bin/x86_64-w64-mingw32-gcc"
    code=0
    PATH=$work/bin:$PATH "$twinpipe" bug 461f4ee1e47c "$run" -o "$work/nothing" </dev/null >"$work/said" 2>&1 || code=$?
    [ $code = 1 ] || complain "a reproducer that shows nothing: exit code $code: $(cat "$work/said")"
    [ ! -e "$work/nothing/repro.c" ] || complain "a reproducer that shows nothing was handed out"
    grep -q 'shows the difference in 0 of 2 runs, and 9 of 10 are needed; it conforms in 2 of 2 runs' "$work/nothing/report.md" || complain "the report does not give the figure"
}

# report_alone WHY FINGERPRINT RUN: exit code 1, and the report says why there is no reproducer
report_alone() {
    code=0
    "$twinpipe" bug "$2" "$3" -o "$work/alone" </dev/null >"$work/said" 2>&1 || code=$?
    [ $code = 1 ] || complain "bug $2 $3: exit code $code, not 1: $(cat "$work/said")"
    grep -qF "$1" "$work/alone/report.md" || complain "bug $2 $3: the report does not say: $1"
    [ ! -e "$work/alone/repro.c" ] || complain "bug $2 $3: a reproducer was handed out"
    rm -rf "$work/alone"
}

# steps REPORT: what it gives for the test binary, each ends with 1: something differs
steps() {
    sed -n 's/^    wine twinpipe_test.exe //p' "$1" >"$work/steps"
    [ -s "$work/steps" ] || complain "$1 gives no step for the test binary"
    while read -r step; do
        code=0
        # shellcheck disable=SC2086 # a reader's shell cuts it, too
        (cd "$work" && "$twinpipe" exec "$binary" $step) </dev/null >"$work/said" 2>&1 || code=$?
        [ $code = 1 ] || complain "twinpipe_test.exe $step: exit code $code, not 1: $(cat "$work/said")"
    done <"$work/steps"
}

# Without -o. A run of 32 bits stands before the one that is taken. The directory is moved: all that the first line needs is in it.
as_unit() {
    mkdir "$work/unit"
    (cd "$work/unit" && "$twinpipe" bug 461f4ee1 "$srcdir/results/runs/wine-5.0.3-i686.run" "$schedules" "$run" --form winetest </dev/null >said 2>&1) ||
        complain "no unit: $(cat "$work/unit/said")"
    mv "$work/unit/twinpipe-bug-461f4ee1e47c" "$work/moved" || return
    [ "$(cd "$work/moved" && find . -type f | sort | xargs)" = "./report.md ./repro.c ./wine/debug.h ./wine/test.h" ] ||
        complain "the directory of a unit has $(cd "$work/moved" && echo ./* ./*/*)"
    [ "$(grep -c '^- wine.* test binary SHA-256' "$work/moved/report.md")" = 2 ] || complain "the report names runs that do not have the behaviour, or lacks others"
    if grep -q 'not run' "$work/moved/report.md"; then complain "the report has a line of a run that does not have the behaviour"; fi
    (cd "$work/moved" && sh -c "$(first_line)") >"$work/said" 2>&1 || complain "the first line of a unit: $(cat "$work/said")"
    code=0
    "$twinpipe" exec "$work/moved/repro.exe" </dev/null >"$work/said" 2>&1 || code=$?
    if [ $code != 1 ] || ! grep -q 'Test failed: CancelIoEx: expected FALSE' "$work/said"; then complain "a unit: exit code $code: $(cat "$work/said")"; fi
    grep -q '^#include "wine/test.h"$' "$work/moved/repro.c" || complain "a unit does without wine/test.h"
    grep -q 'idirafter TREE/include' "$work/moved/report.md" || complain "the report does not say where else the header is"
    steps "$work/moved/report.md"
}

# A twinpipe without the header says so, and writes nothing.
without_header() {
    mkdir "$work/bare"
    cp "$twinpipe" "$work/bare/twinpipe"
    code=0
    "$work/bare/twinpipe" bug 461f4ee1 "$run" --binary "$binary" --form winetest -o "$work/none" </dev/null >"$work/said" 2>&1 || code=$?
    if [ $code != 2 ] || [ "$(wc -l <"$work/said")" != 1 ] || ! grep -q "wants Wine's wine/test.h" "$work/said"; then
        complain "without the header: exit code $code: $(cat "$work/said")"
    fi
}

# Whether it yields a reproducer or not.
of_schedules() {
    "$twinpipe" bug 053f87e59694 "$schedules" -o "$work/schedules" </dev/null >"$work/said" 2>&1 || [ $? = 1 ] || complain "$(cat "$work/said")"
    steps "$work/schedules/report.md"
    grep -q '^This should not happen, as is inferred and not verified, and it does: cancel: success' "$work/schedules/report.md" || complain "the report does not word the violation"
    grep -q '^Fact: .cancel/event-signaled-immediately-for-pipes.$' "$work/schedules/report.md" || complain "the report does not name the fact"
}

# On a terminal alone it says what is under way.
progress() {
    script -qec "'$twinpipe' bug 461f4ee1e47c '$run' -o '$work/shown'" /dev/null </dev/null >"$work/terminal" || complain "on a terminal: exit code $?: $(cat "$work/terminal")"
    for step in trace 'reproducer 1 of at most'; do
        grep -q "wine.*[0-9]/[0-9]*.*$step" "$work/terminal" || complain "on a terminal there is no progress $step: $(cat "$work/terminal")"
    done
    "$twinpipe" bug 461f4ee1e47c "$run" -o "$work/quiet" </dev/null 2>&1 >/dev/null | grep -v 'no PID namespace' && complain "it talks where there is no terminal"
    :
}

# The list of the architecture is known, too: the title is of it.
of_an_architecture() {
    "$twinpipe" compare "$srcdir/results/runs/wine-8.0-i686.run" >"$work/compared" || :
    fingerprint=$(awk '/^[a-z]/ { inside = $1 == "writer/over-4-gib:" } inside && / \(outcome\) / { print $1; exit }' "$work/compared")
    "$twinpipe" bug "$fingerprint" "$srcdir/results/runs/wine-8.0-i686.run" -o "$work/own" </dev/null >"$work/said" 2>&1 || [ $? = 1 ] || complain "$(cat "$work/said")"
    grep -q '^# [a-z0-9]*: A 32-bit process has no room' "$work/own/report.md" || complain "the list of the architecture is not known: $(cat "$work/said")"
}

# The compiler leaves a mark, so that it is known to be that of 32 bits. The differences are those of 8.0.
in_32_bits() {
    "$twinpipe" wines list 2>/dev/null | awk -F'\t' '$4 == "x86_64,i686" { print $2 }' >"$work/wines"
    compiler=$(command -v i686-w64-mingw32-gcc) || compiler=
    run=$srcdir/results/runs/wine-8.0-i686.run
    if [ ! -s "$work/wines" ]; then
        report_alone 'no Wine here runs such programs' 461f4ee1e47c "$run"
    elif [ "$compiler" ] && grep -q '^wine-8\.0 ' "$work/wines"; then
        mkdir -p "$work/32" && : >"$work/32/mark"
        printf '#!/bin/sh\necho built >>%s/32/mark\nexec %s "$@"\n' "$work" "$compiler" >"$work/32/i686-w64-mingw32-gcc"
        chmod +x "$work/32/i686-w64-mingw32-gcc"
        PATH=$work/32:$PATH
        yields close/standard-info-end-of-file 'of the client' 'NtQueryInformationFile(client' 'i686-w64-mingw32-gcc'
        yields threadpool-wait/safe-teardown-sequence 'a callback afterwards' 'i686-w64-mingw32-gcc'
        [ "$(grep -c built "$work/32/mark")" -ge 2 ] || complain "the compiler of 32 bits was not asked"
    elif [ -z "$compiler" ]; then
        report_alone 'there is no i686-w64-mingw32-gcc' 461f4ee1e47c "$run"
    fi
    run=$srcdir/results/runs/wine-8.0-x86_64.run
}

yields close/standard-info-end-of-file 'of the client' 'NtQueryInformationFile(client' 'x86_64-w64-mingw32-gcc'
report_has '# ntdll: FileStandardInformation of a pipe end is not implemented, in any state.'
report_has '## Trace'
yields threadpool-wait/safe-teardown-sequence 'a callback afterwards' 'WaitForThreadpoolWaitCallbacks(wait, TRUE)'
report_has '# ntdll: A callback may start after SetThreadpoolWait(NULL) and WaitForThreadpoolWaitCallbacks(TRUE) have returned.'
report_lacks 'Every call up to the difference'
report_has 'None: the reproducer was not made from one'
yields security/default-group 'of the server' 'EqualSid('
report_lacks 'Every call up to the difference'
report_has 'None: the reproducer was not made from one'
yields close/other-process-dup-iocp-context 'the packet' 'CREATE_SUSPENDED'
shows_nothing
as_unit
without_header
of_schedules
progress
of_an_architecture
in_32_bits
sed 's/^head\tarchitecture\t.*/head\tarchitecture\taarch64/' "$run" | ./seal >"$work/aarch64.run"
report_alone 'reproducers are made for x86_64 and i686' 461f4ee1e47c "$work/aarch64.run"
refuses 'no difference' 000000000000 "$run" -o "$work/none"
refuses 'no fingerprint' nonsense "$run" -o "$work/none"
refuses 'differences begin with' 4 "$run" -o "$work/none"
refuses 'is not empty' 461f4ee1e47c "$run" -o "$work/out"
refuses 'no-such.run' 461f4ee1e47c "$work/no-such.run" -o "$work/none"
refuses 'only the model can follow' ef302641081a "$schedules" -o "$work/none"
refuses '--form knows plain and winetest' 461f4ee1e47c "$run" --form x -o "$work/none"
[ ! -e "$work/none" ] || complain "something was left of a refusal"
exit $failed
