#!/bin/bash
# What runner.sh tries, in its words.
# shellcheck disable=SC2154 # they are set there

# ---- a run ----

behaviour=$(cd "$work" && "$twinpipe" exec "$binary" --list 2>"$work/stderr" | tr -d '\r' | awk '{ print $1; exit }')
start
finish
run_file=$(find "$work/out" -name '*.run')
if [ "$code" = 1 ]; then code=0; fi
if judge "a run" 0; then
    if [ -n "$run_file" ] && tail -n 1 "$work/stdout" | grep -qF "${run_file##*/}"; then
        passes "a run leaves its file and names it last"
    else
        fails "a run leaves its file and names it last" "${run_file:-no file}"
    fi
fi
cp "$run_file" "$work/before.run" || exit 1
start --only "$behaviour"
finish
undisturbed=$code
cp "$work/before.run" "$run_file"

if command -v script >/dev/null; then
    script -qec "'$twinpipe' run --binary '$binary' -o '$work/shown' --only '$behaviour' --repeat 500" /dev/null \
        >"$work/stdout" 2>"$work/stderr" </dev/null
    if grep -q $'\r'"wine.*/500 .*/s .* s left .*$behaviour" "$work/stdout"; then
        passes "progress on a terminal"
    else
        fails "progress on a terminal" "none was shown"
    fi
else
    skips "progress on a terminal" "no program script (package bsdutils)"
fi

# ---- interrupts and crashes, with both kinds of isolation ----

interrupted() {
    local name="$TWINPIPE_ISOLATION: $1 keeps what was measured"
    start_long
    kill -"$1" "$runner"
    finish
    judge "$name" $((128 + $2)) || return
    if ! grep -q ^outcome "$work"/out/*.part; then
        fails "$name" "no outcome in the working file"
    elif ! cmp -s "$run_file" "$work/before.run"; then
        fails "$name" "the earlier run file has changed"
    else
        passes "$name"
    fi
}

# What an interrupted run measured is kept by the next one, or gone on with.
resumed() {
    local name="$TWINPIPE_ISOLATION: an interrupted run" part="$run_file.part" measured
    rm -f "$part".*
    start_long
    kill -TERM "$runner"
    finish
    cp "$part" "$work/interrupted"
    measured=$(grep -c ^outcome "$work/interrupted")
    start --only "$behaviour" --repeat 3 --resume
    finish
    if judge "$name with other options is refused" 2; then
        if grep -q "other options\|set of options" "$work/stderr" && cmp -s "$part" "$work/interrupted"; then
            passes "$name with other options is refused"
        else
            fails "$name with other options is refused" "its file has changed, or nothing was said"
        fi
    fi
    start --only "$behaviour" --repeat 3
    finish
    if judge "$name is kept" "$undisturbed"; then
        if cmp -s "$part.1" "$work/interrupted" && grep -q "is kept" "$work/stderr"; then
            passes "$name is kept"
        else
            fails "$name is kept" "$(ls "$work/out")"
        fi
    fi
    mv "$part.1" "$part"
    start --only "$behaviour" --repeat 2000 --resume
    finish
    if judge "$name is gone on with" "$undisturbed"; then
        if [ "$(grep -c ^outcome "$run_file")" = 2000 ] && [ "$measured" -gt 0 ] && [ ! -e "$part" ]; then
            passes "$name is gone on with"
        else
            fails "$name is gone on with" "$measured were measured, now $(grep -c ^outcome "$run_file")"
        fi
    fi
    cp "$work/before.run" "$run_file"
}

# killed NAME PATTERN: what the pattern finds is killed in the middle; the run goes on. It may hit between two behaviours.
killed() {
    local name="$TWINPIPE_ISOLATION: the run survives the death of $1" victims crashes want=1
    start_long
    victims=$(ours "$2")
    [ -n "$victims" ] && kill -KILL "${victims%%$'\n'*}"
    finish
    crashes=$(grep -c "^outcome.*crash.*platform died" "$run_file")
    if [ "$crashes" = 0 ]; then want=$undisturbed; fi
    judge "$name" "$want" || return
    if [ -z "$victims" ] || ! grep -q "going on" "$work/stderr"; then
        fails "$name" "it was not killed"
    elif [ "$crashes" -gt 1 ] || [ "$(grep -c ^outcome "$run_file")" != 2000 ]; then
        fails "$name" "not all was run, or there were $crashes crashes"
    else
        passes "$name"
    fi
    cp "$work/before.run" "$run_file"
}

runner_killed() {
    local name="$TWINPIPE_ISOLATION: no process outlives a runner that was killed" found
    start_long
    kill -KILL "$runner"
    finish
    for _ in $(seq 600); do
        found=$(ours)
        [ -z "$found" ] && break
        sleep 0.05
    done
    [ -n "$found" ] && fails "$name" "$found" && return
    start --only "$behaviour"
    finish
    if [ "$code" = 1 ]; then code=0; fi
    judge "$name" 0 && passes "$name; the next run sweeps its files"
    cp "$work/before.run" "$run_file"
}

for TWINPIPE_ISOLATION in pid-namespace subreaper; do
    export TWINPIPE_ISOLATION
    if ! grep -q "isolation.$TWINPIPE_ISOLATION" "$run_file" && [ "$TWINPIPE_ISOLATION" = pid-namespace ]; then
        skips "$TWINPIPE_ISOLATION" "not permitted here"
        continue
    fi
    interrupted INT 2
    interrupted TERM 15
    interrupted HUP 1
    resumed
    killed "the wineserver" '^[^ ]*/wineserver[0-9]* '
    killed "the test binary" '^([^ ]*wine[^ ]* )?Z:[^ ]*\.exe run '
    killed "its supervisor" ' --supervise '
    runner_killed
done

# ---- schedules: what dies meanwhile is no outcome, and an interrupted run of them is gone on with ----

schedules=${run_file%.run}-schedules.run
# outcomes_after COUNT: waits for more of them.
outcomes_after() {
    for _ in $(seq 600); do
        [ "$(grep -cs ^outcome "$schedules.part")" -gt "$1" ] 2>/dev/null && return
        sleep 0.1
    done
    echo "no more than $1 scenarios were measured in 60 s"
}

kill_one() { # PATTERN
    local victims
    victims=$(ours "$1")
    [ -n "$victims" ] && kill -KILL "${victims%%$'\n'*}"
}

name="schedules: the wineserver dies, the run is interrupted, and kept apart from that of behaviours"
start --schedules --only 'schedules/iocp-* schedules/event-*'
outcomes_after 0
kill_one '^[^ ]*/wineserver[0-9]* '
await grep -q "going on" "$work/stderr"
kill -TERM "$runner"
finish
measured=$(grep -c ^outcome "$schedules.part")
if judge "$name" 143; then
    if grep -q "wineserver died.*going on" "$work/stderr" && cmp -s "$run_file" "$work/before.run"; then
        passes "$name"
    else
        fails "$name" "$(ls "$work/out")"
    fi
fi
name="schedules: the run is gone on with, and a test process that dies is tried again"
start --schedules --only 'schedules/iocp-* schedules/event-*' --resume
outcomes_after "$measured"
kill_one ' child '
finish
if [ "$code" = 1 ]; then code=0; fi
if judge "$name" 0; then
    if grep -q "a test process vanished.*going on" "$work/stderr" && ! grep -q "^outcome.*crash" "$schedules" &&
        [ "$(grep -c ^outcome "$schedules")" = "$(grep -c ^behaviour "$schedules")" ] &&
        grep -q '^head.options.--schedules --only schedules/iocp-\* schedules/event-\*$' "$schedules" &&
        [ "$(grep '^head.isolation' "$schedules")" = "head$(printf '\t')isolation$(printf '\t')$TWINPIPE_ISOLATION" ]; then
        passes "$name"
    else
        fails "$name" "$(grep -c ^outcome "$schedules") outcomes, $(grep -c "^outcome.*crash" "$schedules") crashes"
    fi
fi
rm -f "$schedules"*

# ---- what is refused; the subreaper was asked for, so that nothing is said about it ----

export TWINPIPE_ISOLATION=subreaper
refuses "an unknown command" "unknown command nonsense" "$twinpipe" nonsense
refuses "an unknown option" "unknown option --nonsense" runs --nonsense
refuses "a glob that matches nothing" "no behaviour matches" runs --only 'no/such-*'
refuses "a Wine that is not here" "no Wine is called" runs --wine wine-0.1
refuses "a Wine path that is none" "no executable file" runs --wine /etc/passwd
refuses "a program that is not Windows'" "no test binary" "$twinpipe" run -o out --binary /bin/true
sed 's/twinpipe-test-binary 1/twinpipe-test-binary 0/' "$binary" >"$work/other.exe"
refuses "another's program" "no test binary" "$twinpipe" run -o out --binary other.exe
refuses "a program of another architecture" "give --arch" runs --arch i686
refuses "a program that is not there" "cannot read" "$twinpipe" run -o out --binary none.exe
refuses "an output directory that cannot be made" "/proc/out" "$twinpipe" run -o /proc/out --binary "$binary"

# fake_wine VERSION-WORDS OTHER-WORDS: a Wine that does these.
fake_wine() {
    # shellcheck disable=SC2016
    printf '#!/bin/sh\ncase $1 in\n--version) %s ;;\n*) %s ;;\nesac\n' "$1" "$2" >"$work/wines/wine"
    chmod +x "$work/wines/wine"
}

fake_wine 'exit 1' 'exit 1'
refuses "a Wine that fails" "does not start" runs --wine "$work/wines/wine"
fake_wine 'echo hello' 'exit 1'
refuses "a program that is no Wine" "said \`hello\`" runs --wine "$work/wines/wine"
fake_wine 'sleep 1000' 'exit 1'
refuses "a Wine that hangs at once" "no answer" runs --wine "$work/wines/wine"
fake_wine 'echo wine-99.0' 'exit 7'
refuses "a Wine that makes no prefix" "it made no prefix" runs --wine "$work/wines/wine"
export TWINPIPE_PREFIX_SECONDS=2
fake_wine 'echo wine-99.0' '(setsid sleep 1000 &) ; sleep 1000'
refuses "a Wine that hangs with its prefix" "hangs" runs --wine "$work/wines/wine"
unset TWINPIPE_PREFIX_SECONDS
fake_wine 'exit 1' 'exit 1'
refuses "a Wine on PATH that fails, where another one is" "does not start" env PATH="$work/wines:$PATH" "$twinpipe" run --binary "$binary" -o "$work/out"
rm "$work/wines/wine"

# A Wine that dies once before the test binary has begun, with the file of an interrupted run in its way.
rm -f "$run_file".part*
start_long
kill -TERM "$runner"
finish
cp "$run_file.part" "$work/interrupted"
cat >"$work/wines/wine" <<EOF_WINE
#!/bin/sh
[ "\$1" = --version ] && exec $("$twinpipe" wines list | cut -f3 | head -n 1) --version
{ [ -e "$work/died" ] || [ "\$2" != run ]; } && exec $("$twinpipe" wines list | cut -f3 | head -n 1) "\$@"
touch "$work/died"
kill -KILL \$\$
EOF_WINE
chmod +x "$work/wines/wine"
touch "$work/died"
start --wine "$work/wines/wine" --only "$behaviour"
finish
[ -e "$run_file.part.1" ] || fails "a Wine in a script: its prefix is made, and it runs" "exit code $code"
mv -f "$run_file.part.1" "$run_file.part"
rm "$work/died"
start --wine "$work/wines/wine" --only "$behaviour"
finish
name="a Wine that dies before the binary begins: the earlier file is kept and not gone on with"
if judge "$name" "$undisturbed"; then
    if cmp -s "$run_file.part.1" "$work/interrupted" && [ "$(grep -c ^outcome "$run_file")" = 1 ] && grep -q "going on" "$work/stderr" && grep -q "is kept" "$work/stderr"; then
        passes "$name"
    else
        fails "$name" "$(ls "$work/out") with $(grep -c ^outcome "$run_file") outcomes"
    fi
fi
rm -f "$run_file".part*
cp "$work/before.run" "$run_file"

# What differs while somebody stops what is measured is no finding.
name="a test process that is stopped for a while: trouble, not a difference"
rm -f "$work"/out/*.part
start --only cancel/cancelioex-null-none-pending --repeat 1000
await has_outcome
mapfile -t victims < <(ours ' child cancel_all ')
kill -STOP "${victims[@]}"
sleep 2.5
kill -CONT "${victims[@]}"
finish
if judge "$name" 2; then
    if grep -q "stopped one of its processes" "$work/stderr"; then passes "$name"; else fails "$name" "it is not told"; fi
fi
cp "$work/before.run" "$run_file"

# What a program does to its C: drive stays with it.
name="a program that removes a system file removes it from its own prefix alone"
set -- "$work"/cache/twinpipe/prefixes/*/drive_c/windows/system32/cmd.exe
# shellcheck disable=SC1003 # no quotation mark is meant
{
    "$twinpipe" exec "$1" /c 'del C:\windows\system32\mspatcha.dll'
    "$twinpipe" exec "$1" /c 'if exist C:\windows\system32\mspatcha.dll echo present'
} >"$work/stdout" 2>"$work/stderr" </dev/null
code=$?
if judge "$name" 0; then
    if grep -q present "$work/stdout" && [ -e "${1%/*}/mspatcha.dll" ]; then passes "$name"; else fails "$name" "it is gone"; fi
fi
name="the exit code of a program is its own"
"$twinpipe" exec "$1" /c 'exit 100' >"$work/stdout" 2>"$work/stderr" </dev/null
code=$?
if judge "$name" 100; then passes "$name"; fi

if bwrap --dev-bind / / true 2>/dev/null; then
    mkdir "$work/small" "$work/fixed"
    refuses "a read-only output directory" "cannot write into" \
        bwrap --dev-bind / / --ro-bind "$work/fixed" "$work/fixed" \
        "$twinpipe" run --binary "$binary" -o "$work/fixed"
    refuses "a full output directory" "no space left" \
        bwrap --dev-bind / / --size 8192 --tmpfs "$work/small" \
        "$twinpipe" run --binary "$binary" -o "$work/small"
    refuses "an output directory that fills up" "no space left" \
        bwrap --dev-bind / / --size 65536 --tmpfs "$work/small" \
        "$twinpipe" run --binary "$binary" -o "$work/small" --only "$behaviour" --repeat 2000
    refuses "a machine without Wine" "no Wine on PATH" \
        bwrap --dev-bind / / --tmpfs /opt --tmpfs /usr/lib/wine --setenv PATH /nowhere \
        "$twinpipe" run --binary "$binary" -o "$work/out"
else
    skips "output directories and a machine without Wine" "bubblewrap may not mount here"
fi
