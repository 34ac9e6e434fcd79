#!/bin/sh
# The command line of `twinpipe report`, and what it does with bad input: report_command_test.sh TWINPIPE
set -u

twinpipe=$(realpath "$1")
here=$(cd "$(dirname "$0")" && pwd)
directory=$(mktemp -d)
trap 'rm -rf "$directory"' EXIT
cd "$directory" || exit 2
failed=0

# refused NAME MESSAGE ARGUMENT...: exit code 2, one line with MESSAGE in it, and old.html is as it was.
refused() {
    name=$1 message=$2
    shift 2
    code=0
    echo old >old.html
    "$twinpipe" report "$@" >out 2>err || code=$?
    if [ "$code" = 2 ] && [ ! -s out ] && [ "$(wc -l <err)" = 1 ] && grep -q "^twinpipe report: .*$message" err &&
        [ "$(cat old.html)" = old ] && [ "$(find . -name '*.html*' | wc -l)" = 1 ]; then
        echo "ok $name"
    else
        failed=1
        echo "not ok $name: exit code $code, and:"
        cat err
    fi
}

# written NAME TEXT ARGUMENT...: exit code 0, and new.html has TEXT in it.
written() {
    name=$1 text=$2
    shift 2
    rm -f new.html
    if "$twinpipe" report "$@" -o new.html 2>err && grep -qF -- "$text" new.html; then
        echo "ok $name"
    else
        failed=1
        echo "not ok $name:"
        cat err
    fi
    rm -f new.html
}

"$here/sample_run.sh" -n 12 >good.run
"$here/sample_run.sh" -n 12 -p wine-10.0 >other.run
"$here/sample_run.sh" -n 12 -c >cut.run
sed 's/case 3/case three/' good.run >changed.run
printf 'twinpipe-known\t1\nwhen\tid\tlabel\tseen\tfact\ttries\trate\tbug\treason\n' >wine-8.0.tsv
printf 'always\twrite/pending-reports-incomplete-10\tWriteFile 3\tSTATUS_PENDING (0x103)\tf/f\t-\t-\t-\tThe reason.\n' >>wine-8.0.tsv
cp wine-8.0.tsv list.tsv
cp good.run kept.run
ln -s good.run link.run

refused 'no run' 'run file' -o old.html
refused 'no output' '-o' good.run
refused 'an option without its value' 'needs a value' good.run -o
refused 'an unknown option' 'unknown option .--such' good.run -o old.html --such
refused 'an unknown letter' 'unknown option .-z' good.run -o old.html -z
refused 'an unknown letter in a cluster' 'unknown option .-z' -zq good.run -o old.html
refused 'a value for an option that has none' 'unknown option .--help=now' good.run -o old.html --help=now
refused 'a run that is not there' 'absent.run' absent.run -o old.html
refused 'a wrong checksum' 'changed.run' good.run changed.run -o old.html
refused 'a file that is no run' 'wine-8.0.tsv' wine-8.0.tsv -o old.html
refused 'a list that is none' 'good.run' good.run --known good.run -o old.html
refused 'a list of nobody' 'PLATFORM=list.tsv' good.run other.run --known list.tsv -o old.html
refused 'a directory that is not there' 'absent/new' good.run -o absent/new.html
refused 'a full disk' 'No space' good.run -o /dev/full
refused 'an input as output' 'cannot be the file to write' good.run -o good.run
refused 'an input by another name as output' 'cannot be the file to write' good.run -o ./link.run
mkdir lists more-lists
refused 'two directories' 'two directories, lists and more-lists' good.run --known lists --known more-lists -o old.html
refused 'a list as output' 'list.tsv is to be read' good.run --known list.tsv -o list.tsv
refused 'a list as output, by its platform' 'list.tsv is to be read' good.run other.run --known wine-8.0=list.tsv -o "$PWD/list.tsv"
{ cmp -s good.run kept.run && cmp -s list.tsv wine-8.0.tsv; } || { failed=1 && echo 'not ok: an input has changed'; }

written 'one run' '"wine-8.0"' good.run
"$twinpipe" report good.run other.run -o in-order.html
"$twinpipe" report other.run good.run -o new.html
cmp -s in-order.html new.html || { failed=1 && echo 'not ok: an older Wine that is given later comes later'; }
rm in-order.html
written 'a run that is cut short' '"complete":false' cut.run
grep -q 'cut.run is incomplete' err || { failed=1 && echo 'not ok: nothing is said of the incomplete run'; }
written 'a list called after its platform' 'The reason.' good.run other.run --known wine-8.0.tsv
written 'a list given to its platform' 'The reason.' good.run other.run --known wine-8.0=list.tsv
written 'the only list of the only platform' 'The reason.' good.run --known list.tsv
"$here/sample_run.sh" -n 12 -S >steered.run
sed 's/The reason/Of the architecture/' wine-8.0.tsv >wine-8.0-x86_64.tsv
sed 's/The reason/Of the schedules/; s,write/pending,schedules/write-pending,' wine-8.0.tsv >wine-8.0-schedules.tsv
written 'the list of the architecture goes before that of the platform' 'Of the architecture.' good.run --known wine-8.0-x86_64.tsv --known wine-8.0.tsv
written 'whatever the order' 'Of the architecture.' good.run --known wine-8.0.tsv --known wine-8.0-x86_64.tsv
written 'the list of the schedules is for them' 'Of the schedules.' steered.run --known wine-8.0-schedules.tsv --known wine-8.0-x86_64.tsv
written 'and the suite has its own beside it' 'The reason.' good.run steered.run --known wine-8.0-schedules.tsv --known wine-8.0.tsv
refused 'a list of the schedules without their run' 'no run is of platform .wine-8.0-schedules' good.run --known wine-8.0-schedules.tsv --known wine-8.0.tsv -o old.html
refused 'a list of another architecture' 'no run is of platform .wine-8.0-i686' good.run --known wine-8.0-i686=list.tsv -o old.html
mkdir -p lists
cp wine-8.0.tsv wine-8.0-schedules.tsv lists/
sed 's/The reason/Of the architecture/; s/3\t/9\t/' wine-8.0.tsv >lists/wine-8.0-x86_64.tsv
for text in 'The reason.' 'Of the architecture.' 'Of the schedules.'; do
    written "the lists of a directory: $text" "$text" good.run steered.run --known lists
done
[ ! -s err ] || { failed=1 && echo 'not ok: something is said of runs that have lists' && cat err; }
sed 's/The reason/By its name/' wine-8.0.tsv >named.tsv
written 'a list that was given by name goes before those of a directory' 'By its name.' good.run --known lists --known wine-8.0=named.tsv
written 'whatever the order of these' 'By its name.' good.run --known wine-8.0=named.tsv --known lists
written 'a run without a list' 'The reason.' good.run other.run --known lists
grep -q 'other.run: nothing is known of wine-10.0, there is no such list' err || { failed=1 && echo 'not ok: nothing is said of a run without a list'; }
refused 'a list of a directory as output' 'lists/wine-8.0-x86_64.tsv is to be read' good.run --known lists -o lists/wine-8.0-x86_64.tsv
echo damaged >lists/wine-8.0.tsv
refused 'a damaged list of a directory' 'lists/wine-8.0.tsv:1: ' good.run --known lists -o old.html
"$twinpipe" report --help | grep -q '^Example' || { failed=1 && echo 'not ok: no example in the help'; }
"$twinpipe" report good.run -o first.html && "$twinpipe" report good.run -o second.html && cmp first.html second.html || failed=1

exit "$failed"
