#!/bin/bash
# What becomes of behaviours that crash, hang and die (faults.c), in the words of runner.sh, which runs this.
# shellcheck disable=SC2154 # they are set there

export TWINPIPE_ISOLATION=subreaper WINETEST_FAULT_FILE="Z:$work/fault"
run_file=$work/out/wine.run
tab=$'\t'

# measure GLOB REPEATS: runs them; the run file, which twinpipe has read when it says how many there are.
measure() {
    rm -rf "$work/out"
    start --only "$1" --repeat "$2"
    finish
    run_file=$(find "$work/out" -name '*.run')
}

# The same by the binary alone, as on Windows, where nobody runs again what hung: the driver's own watchdog has its say.
measure_alone() {
    rm -rf "$work/out"
    mkdir "$work/out"
    run_file=$work/out/alone.run
    "$twinpipe" exec "$binary" run -o "Z:$run_file" --only "$1" --repeat "$2" >"$work/stdout" 2>"$work/stderr" </dev/null
    # shellcheck disable=SC2034 # judge looks at it
    code=$?
}

# has NAME LINE...: the last run's file has each of the lines (an extended regular expression after the id's area).
has() {
    local name=$1 line
    shift
    judge "$name" 1 || return
    for line; do
        if ! grep -Eq "$line" "$run_file"; then
            fails "$name" "no line $line in: $(grep -E '^(outcome|late)' "$run_file")"
            return
        fi
    done
    passes "$name"
}

# Each repeat has one outcome; one observation if it conforms, and one at most if the watchdog has struck, since that may come
# before the observation on a busy machine.
told_once() { # NAME REPEATS
    local wrong
    wrong=$(tr -d '\r' <"$run_file" | awk -F '\t' -v repeats="$2" '
        $1 == "outcome" { outcomes[$3]++; word[$3] = $4 }
        $1 == "seen" { seen[$3]++ }
        END {
            for (i = 1; i <= repeats; i++)
                if (outcomes[i] != 1 || seen[i] > 1 || word[i] == "conforms" && seen[i] != 1)
                    print i ": " outcomes[i] + 0 " outcomes (" word[i] "), " seen[i] + 0 " observations"
        }')
    if [ -n "$wrong" ]; then fails "$1" "$wrong"; else passes "$1"; fi
}

measure 'faults/crash' 3
has "a crash is an outcome, and the run goes on" "^seen${tab}faults/crash${tab}3" "^outcome${tab}faults/crash${tab}3${tab}crash" \
    "^outcome${tab}faults/crash${tab}1${tab}crash${tab}0${tab}exception c0000005$" "^end${tab}3${tab}3"
measure 'faults/crash-elsewhere' 2
has "a crash of another thread says so" \
    "^outcome${tab}faults/crash-elsewhere${tab}2${tab}crash${tab}0${tab}exception c0000005 on another thread$"
measure 'faults/crash-while-recording' 20
has "a crash while another thread records leaves a whole file" \
    "^outcome${tab}faults/crash-while-recording${tab}20${tab}crash" "^end${tab}20${tab}"
measure 'faults/crash-at-the-end' 200
has "a crash at a behaviour's end is told once" "^outcome${tab}.*${tab}crash${tab}" "^end${tab}200${tab}"
measure 'faults/hang' 2
has "a hang is an outcome, and the run goes on" "^outcome${tab}faults/hang${tab}2${tab}hang" \
    "^outcome${tab}faults/hang${tab}1${tab}hang${tab}[0-9]+${tab}ended by the watchdog"
measure_alone 'faults/ends-at-the-deadline' 60
has "what ends as the watchdog strikes is told" "^outcome${tab}.*${tab}hang${tab}" "^outcome.*${tab}conforms${tab}" "^end${tab}60${tab}"
told_once "what ends as the watchdog strikes is told once" 60
measure 'faults/dies-after-the-end' 1
has "a process that dies after the last outcome is told" "^outcome${tab}.*${tab}conforms${tab}" \
    "^late${tab}faults/dies-after-the-end${tab}1${tab}death$"
measure 'faults/never-exits' 1
has "a process that cannot end is told" "^outcome${tab}.*${tab}conforms${tab}" "^late${tab}faults/never-exits${tab}1${tab}death$"

# ---- the death of the platform, or of a test process, with two behaviours in flight, and with one ----

# Kills what VICTIM matches when pair/platform-dies asks for it, at most TIMES; with GLOB pair/* the first time with the other
# one in flight.
end_platform() { # TIMES GLOB VICTIM
    local victims deaths=0
    while kill -0 "$runner" 2>/dev/null; do
        if [ -e "$work/fault" ] && [ "$deaths" -lt "$1" ] &&
            { [ "$deaths" -gt 0 ] || [ "$2" != 'pair/*' ] || grep -qs "^begin.*slow-beside" "$work"/out/*.part; }; then
            rm "$work/fault"
            victims=$(ours "$3")
            kill -KILL "${victims%%$'\n'*}" && deaths=$((deaths + 1))
        fi
        sleep 0.02
    done
    finish
    run_file=$(find "$work/out" -name '*.run')
    rm -f "$work/fault"
    [ "$deaths" = "$1" ]
}

wineserver='^[^ ]*/wineserver[0-9]* '
test_process=' child faults '

# dies NAME TIMES GLOB VICTIM EXIT-CODE OUTCOME: what becomes of the one that was in flight each time.
dies() {
    local name="$1 dies $2 times in '$3': ${6//$tab/ }"
    rm -rf "$work/out"
    start --only "$3"
    if ! end_platform "$2" "$3" "$4"; then
        fails "$name" "it was not killed"
    elif judge "$name" "$5"; then
        if grep -q "^outcome${tab}pair/platform-dies${tab}1${tab}$6" "$run_file" &&
            ! grep "^outcome${tab}pair/slow-beside" "$run_file" | grep -v conforms; then
            passes "$name"
        else
            fails "$name" "$(grep ^outcome "$run_file")"
        fi
    fi
}

dies "the platform" 1 'pair/*' "$wineserver" 0 conforms
dies "the platform" 2 'pair/*' "$wineserver" 1 "crash${tab}0${tab}platform died"
dies "the platform" 1 'pair/platform*' "$wineserver" 0 conforms
dies "a test process" 1 'pair/platform*' "$test_process" 0 conforms
dies "a test process" 2 'pair/platform*' "$test_process" 1 "crash${tab}[0-9]*${tab}exit code 0x"
