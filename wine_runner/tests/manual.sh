#!/bin/sh
# The manual page has a right form and says what the help texts say: manual.sh TWINPIPE PAGE
# Each command has its subsection, each option of a help text is explained there, and none that the help does not
# know; environment variables and examples are there too. Every way to ask for help gives the same text.
set -eu
export LC_ALL=C

twinpipe=$1 page=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

complain() {
    echo "$@"
    failed=1
}

lint() {
    if ! command -v mandoc >/dev/null && ! command -v groff >/dev/null; then
        echo "neither mandoc nor groff is here: the form of the page is not looked at"
        return
    fi
    if command -v mandoc >/dev/null; then mandoc -T lint "$page" || failed=1; fi
    if command -v groff >/dev/null; then
        groff -mdoc -ww -z "$page" 2>&1 | tee "$work/groff"
        [ ! -s "$work/groff" ] || failed=1
    fi
}

# Of one command; of twinpipe itself what stands before all of them. Options look as they are typed.
section() {
    awk -v command="$1" '/^\.S[sh] / { inside = $0 == ".Ss " command; after = after || /^\.Ss / }
        inside || (command == "" && !after)' "$page" | sed 's/Fl -\([a-z]\)/--\1/g; s/Fl \([a-z]\) /-\1 /g'
}

options() {
    grep -oE '(^|[^-A-Za-z0-9])--?[a-z][a-z-]*' | grep -oE -e '--?[a-z][a-z-]*' | sort -u
}

# each_is_in FILE OTHER COMPLAINT
each_is_in() {
    comm -23 "$1" "$2" >"$work/missing"
    while read -r word; do complain "$3: $word"; done <"$work/missing"
}

# Every command takes -h and --help, which some help texts and all subsections leave out.
check_options() {
    printf '%s\n' --help -h >"$work/general"
    section "$1" >"$work/section"
    { cat "$work/general"; options <"$work/help" || true; } | sort -u >"$work/help-words"
    { cat "$work/general"; options <"$work/section" || true; } | sort -u >"$work/page-words"
    { cat "$work/general"; sed -n 's/^\.It//p' "$work/section" | options || true; } | sort -u >"$work/page-items"
    grep -E '^ +-' "$work/help" | sed 's/\(--[a-z-]*\).*/\1/' | options >"$work/help-items" || true
    grep -e '^--' "$work/help-words" >"$work/help-long"
    each_is_in "$work/help-items" "$work/page-items" "the manual does not explain an option of twinpipe $1"
    each_is_in "$work/help-long" "$work/page-words" "the manual does not name an option that twinpipe $1 --help names"
    each_is_in "$work/page-items" "$work/help-words" "the manual explains what twinpipe $1 --help does not know"
}

check_variables() {
    grep -oE '[A-Z]+_[A-Z_]*[A-Z*]' "$work/help" | sort -u >"$work/variables" || true
    sed -n 's/^\.It Ev //p' "$page" | sort -u >"$work/page-variables"
    each_is_in "$work/variables" "$work/page-variables" "the manual does not explain a variable of twinpipe $1"
}

check_example() {
    sed -n '/^Example:/,$p' "$work/help" | grep -o 'twinpipe .*' >"$work/example" ||
        complain "twinpipe $1 --help has no example"
    sed -n 's/^\.Dl //p' "$page" | sed "s/\\\\-/-/g; s/\\\\(aq/'/g; s/\\\\(dq/\"/g" | sort >"$work/page-examples"
    each_is_in "$work/example" "$work/page-examples" "the manual lacks the example of twinpipe $1"
}

same_help() {
    "$twinpipe" "$@" >"$work/asked" 2>&1 </dev/null || complain "twinpipe $*: exit code $?"
    cmp -s "$work/asked" "$work/help" || complain "twinpipe $* prints another text than --help"
}

# With no command: twinpipe itself.
check_help() {
    "$twinpipe" "$@" --help >"$work/help"
    same_help "$@" -h
    check_options "$*"
    check_variables "$*"
    check_example "$*"
}

lint
check_help
sed -n 's/^  \([a-z-]*\)  .*/\1/p' "$work/help" | sort >"$work/commands"
sed -n 's/^\.Ss //p' "$page" | sort >"$work/page-commands"
each_is_in "$work/commands" "$work/page-commands" "the manual lacks a command"
each_is_in "$work/page-commands" "$work/commands" "the manual has a command that twinpipe --help does not know"
while read -r command; do check_help "$command"; done <"$work/commands"
"$twinpipe" wines --help >"$work/help"
same_help wines list --help
same_help wines list -h
[ "$failed" = 0 ] && echo "the manual page says what $(grep -c . "$work/commands") commands say"
