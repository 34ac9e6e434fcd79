#!/bin/bash
# Every run is held against the list that is its own, whatever was measured: show_results_test.sh TWINPIPE SOURCES
set -euo pipefail

sources=$(realpath "$2")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
ln -s "$(realpath "$1")" "$work/twinpipe"
cd "$work"
mkdir out
cp "$sources"/results/runs/wine-8.0-{x86_64,i686,x86_64-schedules}.run out/
"$sources/results/tests/sample_run.sh" -n 12 -p wine-99.0 >out/unknown.run
"$sources/results/show-results" "$sources" out >said 2>&1 || { cat said; exit 1; }
known=$(grep -cE '^[0-9]+ passed, 0 failed, [0-9]+ skipped$' said) || true
if [ "$known" != 3 ] || ! grep -q '^twinpipe check: out/unknown\.run: .*known/wine-99\.0\.tsv is missing' said || [ ! -s out/report.html ]; then
    cat said
    echo "not all runs are held against their lists"
    exit 1
fi
echo "3 runs are held against lists of their own"
