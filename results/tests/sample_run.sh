#!/bin/sh
# Writes a made-up run file to standard output, valid by FORMAT.md, so that readers can be tried without Wine.
# usage: sample_run.sh [-n BEHAVIOURS] [-r REPEATS] [-p PLATFORM] [-s SEED] [-b BINARY-DIGIT] [-a ARCHITECTURE] [-x] [-c] [-S]
#   -x  adds a behaviour of hostile text    -c  cuts the run short: no end line    -S  says that it is of schedules
# The same arguments give the same bytes.
set -eu

count=60 repeats=1 platform=wine-8.0 seed=7 digit=5 architecture=x86_64 hostile=0 cut=0 schedules=0
while getopts n:r:p:s:b:a:xcS option; do
    case $option in
    n) count=$OPTARG ;;
    r) repeats=$OPTARG ;;
    p) platform=$OPTARG ;;
    s) seed=$OPTARG ;;
    b) digit=$OPTARG ;;
    a) architecture=$OPTARG ;;
    x) hostile=1 ;;
    c) cut=1 ;;
    S) schedules=1 ;;
    *) exit 2 ;;
    esac
done

sha=$(printf '%064d' 0 | tr 0 "$digit")
body=$(mktemp)
trap 'rm -f "$body"' EXIT
LC_ALL=C awk -v count="$count" -v repeats="$repeats" -v platform="$platform" -v seed="$seed" -v sha="$sha" -v architecture="$architecture" \
    -v hostile="$hostile" -v cut="$cut" -v schedules="$schedules" -f "$(dirname "$0")/sample_run.awk" >"$body"
cat "$body"
[ "$cut" = 1 ] && exit 0

# gzip ends a file with the CRC-32 of the content, low byte first.
crc=$(gzip -c "$body" | tail -c 8 | od -An -tx1 -N4 | awk '{ print $4 $3 $2 $1 }')
LC_ALL=C awk -F '\t' -v crc="$crc" '
    $1 == "outcome" { outcomes++ }
    $1 == "seen" { seen++ }
    END { printf "end\t%d\t%d\t%s\n", outcomes, seen, crc }' "$body"
