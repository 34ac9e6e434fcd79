#!/bin/bash
# Wines in all kinds of places, and another root file system, in the words of runner.sh. The root is made of this
# machine's own files, by a program that stands in for mmdebstrap: the network is not asked.
# shellcheck disable=SC2154,SC2034 # they are set there, or used

export HOME=$work/home PATH=$work/tools:$PATH
roots=$work/cache/twinpipe/roots
mkdir -p "$work/tools" "$HOME"
run_file=$work/before.run # no case here leaves one in its place
touch "$run_file"
rmdir "$work/wines"

# fake_program PATH WORDS: a program that does these.
fake_program() {
    mkdir -p "$(dirname "$1")"
    printf '#!/bin/sh\n%s\n' "$2" >"$1"
    chmod +x "$1"
}

# shows NAME PATTERN: `wines list` has a line like this.
shows() {
    "$twinpipe" wines list >"$work/stdout" 2>"$work/stderr"
    code=$?
    judge "$1" 0 || return
    if grep -qP "$2" "$work/stdout"; then passes "$1"; else fails "$1" "no line like $2"; fi
}

# ---- the places ----

fake_program "$HOME/.steam/root/compatibilitytools.d/Made-9-1/files/bin/wine64" 'echo wine-99.1'
echo '1718000000 Made-9-1' >"$HOME/.steam/root/compatibilitytools.d/Made-9-1/version"
fake_program "$HOME/src/wine/build64/loader/wine" 'echo wine-99.2-123-gabcdef0'
fake_program "$HOME/src/wine/build64/server/wineserver" 'exit 1'
fake_program "$HOME/wine-a/bin/wine" 'echo wine-99.3'
fake_program "$HOME/wine-b/bin/wine" 'echo wine-99.3'
fake_program "$HOME/wine-c/bin/wine" 'echo "no library" >&2; exit 127'
shows "Proton is found, and its name is part of the build" '^wine-99\.1\twine-99\.1 \(Made-9-1\)\t.*/files/bin/wine64\tx86_64$'
shows "a build directory is found, named by its commit" '^wine-99\.2-123-gabcdef0\t[^\t]*\t.*/build64/loader/wine\t'
shows "two Wines of one version get two names" '^wine-99\.3-wine-b\twine-99\.3\t'
name="a Wine that does not start gets a line, and the others are listed"
if grep -q "wine-c.*does not start.*no library" "$work/stderr"; then passes "$name"; else fails "$name" "no line"; fi
refuses "a directory without a Wine" "no directory with a Wine" runs --wine "$work/tools"
rm -r "${HOME:?}"/*  "$HOME/.steam"
fake_program "$work/tools/wine64" 'echo wine-99.4'
shows "one of 64 bits alone is found on PATH" '^wine-99\.4\t[^\t]*\t.*/tools/wine64\t'
ln -s wine64 "$work/tools/wine"
name="where \`wine\` is beside it they are one, whether it starts or not"
"$twinpipe" wines list >"$work/stdout" 2>"$work/stderr"
alike=$(grep -c 99.4 "$work/stdout")
fake_program "$work/tools/wine64" 'exit 1'
"$twinpipe" wines list >"$work/stdout" 2>"$work/stderr"
code=$?
if judge "$name" 0; then
    if [ "$alike $(grep -c "does not start" "$work/stderr")" = "1 1" ]; then passes "$name"; else fails "$name" "$alike were listed"; fi
fi
rm "$work/tools/wine" "$work/tools/wine64"

# ---- what is refused ----

# Where mmdebstrap is looked for.
search=$PATH

# installs_not NAME WORD: exit code 2, its last line holds WORD, and nothing is left of it.
installs_not() {
    PATH=$search "$twinpipe" wines install trixie >"$work/stdout" 2>"$work/stderr"
    code=$?
    judge "$1" 2 || return
    if ! tail -n 1 "$work/stderr" | grep -qF -- "$2"; then
        fails "$1" "not '$2'"
    elif [ -n "$(ls "$roots" 2>/dev/null)" ] || [ -e "$roots/.trixie.new" ]; then
        fails "$1" "left $(ls -A "$roots")"
    else
        passes "$1"
    fi
}

refuses "an unknown suite" "unknown suite nonsense" "$twinpipe" wines install nonsense
refuses "no suite" "wants a suite" "$twinpipe" wines install
refuses "an unknown word" "unknown argument nonsense" "$twinpipe" wines nonsense
search=$work/tools
installs_not "without mmdebstrap" "install the package mmdebstrap"
search=$PATH
if ! command -v bwrap >/dev/null || [ ! -e /usr/share/keyrings/debian-archive-keyring.gpg ]; then
    skips "installing a suite" "no bwrap, or no keys of Debian's archive"
    return
fi
fake_program "$work/tools/newuidmap" 'exit 0'
fake_program "$work/tools/mmdebstrap" 'echo "I: running apt-get update..."
echo "E: Failed to fetch http://mirror.example/debian  Could not resolve mirror.example"
echo "E: mmdebstrap failed to run"; exit 25'
installs_not "without a network" "Could not resolve mirror.example"
name="what is tried next is said"
if grep -q "with wine32.*; trying it without wine32" "$work/stderr"; then passes "$name"; else fails "$name" "it is not"; fi
fake_program "$work/tools/mmdebstrap" 'echo "dpkg: error: No space left on device"; exit 25'
installs_not "on a full disk" "no space left"

# What mmdebstrap is told to make is its word before the last, where a mirror is given, or its last one.
# shellcheck disable=SC2016
target='for word; do case $word in /*) target=$word ;; esac; done; mkdir -p "$target"'
# shellcheck disable=SC2016
fake_program "$work/tools/mmdebstrap" "$target"'; touch "$target/half"; echo "I: half"; exec sleep 1000'
name="an interrupted installation leaves nothing"
"$twinpipe" wines install trixie >"$work/stdout" 2>"$work/stderr" &
runner=$!
await grep -qs half "$roots/.trixie.log"
kill -TERM "$runner"
finish
if judge "$name" 143; then
    if [ -z "$(ls "$roots")" ] && [ ! -e "$roots/.trixie.new" ]; then passes "$name"; else fails "$name" "$(ls -A "$roots")"; fi
fi

# ---- going on ----

# goes_on NAME CODE KEPT FETCHED: installs; the program below is told by $work/end how to end. Of its three packages
# so many are kept then, and so many were fetched.
goes_on() {
    local kept
    rm -f "$roots/.trixie.log" # what the one before said
    : >"$work/fetched"
    "$twinpipe" wines install trixie >"$work/stdout" 2>"$work/stderr" &
    runner=$!
    await grep -qs "all is here" "$roots/.trixie.log"
    [ "$(cat "$work/end")" = wait ] && kill -INT "$runner"
    finish
    kept=$(find "$roots/.trixie.packages" -name '*.deb' 2>/dev/null | wc -l)
    if [ "$2" != any ]; then judge "$1" "$2" || return; fi
    if [ "$kept $(wc -l <"$work/fetched")" != "$3 $4" ]; then
        fails "$1" "$kept kept, $(wc -l <"$work/fetched") fetched"
    elif [ "$3" = 0 ] && [ -e "$roots/.trixie.packages" ]; then
        fails "$1" "the directory is still there"
    elif [ -e "$roots/.trixie.new" ]; then
        fails "$1" "left $(ls -A "$roots")"
    else
        passes "$1"
    fi
}

if [ "$(id -u)" = 0 ]; then
    # shellcheck disable=SC2016
    fake_program "$work/tools/mmdebstrap" "work=$work; $target"'
archives=$target/var/cache/apt/archives
hooks() { for word; do case $word in $kind=*) MMDEBSTRAP_VERBOSITY=1 sh -c "${word#*=}" exec "$target" ;; esac; done; }
kind=--setup-hook; hooks "$@"
mkdir -p "$archives"
for i in 1 2 3; do [ -e "$archives/$i.deb" ] || { echo $i >>"$work/fetched"; echo $i >"$archives/$i.deb"; }; done
echo "I: all is here"
case $(cat "$work/end") in
wait) sleep 1000 ;;
network) echo "E: Failed to fetch http://mirror.example/debian"; echo "E: apt-get failed"; exit 25 ;;
damaged) echo "dpkg-deb: error: lzma error: compressed data is corrupt"; echo "E: apt-get failed"; exit 25 ;;
esac
kind=--customize-hook; hooks "$@"
mountpoint -q "$archives" && exit 25
[ -z "$(ls -A "$archives")" ] || exit 25'
    echo wait >"$work/end"
    goes_on "what was downloaded is kept after an interrupt" 130 3 3
    rm -f "$roots/.trixie.packages/3.deb"
    goes_on "the next installation goes on with it" 130 3 1
    name="it says so"
    if grep -q "trixie: going on with 2 packages" "$work/stderr"; then passes "$name"; else fails "$name" "it does not"; fi
    echo network >"$work/end"
    goes_on "it is kept after a failed download, and all ways share it" 2 3 0
    echo damaged >"$work/end"
    goes_on "it is removed after a damaged package" 2 0 0
    name="less is not asked for where a kept package may be damaged"
    if grep -q "trying it" "$work/stderr" || ! grep -q "damaged, so all were removed; try again" "$work/stderr"; then
        fails "$name" "it is"
    else
        passes "$name"
    fi
    echo success >"$work/end"
    goes_on "it is removed when the root is complete" any 0 3
    name="nothing of it is in the root"
    if [ -d "$roots/trixie" ] && [ -z "$(ls -A "$roots/trixie/var/cache/apt/archives")" ]; then
        passes "$name"
    else
        fails "$name" "$(ls -A "$roots")"
    fi
    rm -rf "$roots/trixie"
else
    skips "going on with an installation" "only root's is kept"
fi

# ---- a root ----

if [ "$(id -u)" != 0 ] || [ ! -x /usr/lib/wine/wine64 ] || ! cp -l /usr/lib/wine/wine64 "$work/tools/link"; then
    skips "another root file system" "its files must be links to this one's, as root and with Debian's Wine"
    return
fi
# shellcheck disable=SC2016
fake_program "$work/tools/mmdebstrap" "$target"'
mkdir -p "$target/usr/lib" "$target/usr/share" "$target/usr/bin" "$target/usr/local" "$target/etc"
for part in lib/x86_64-linux-gnu lib64 lib/wine share/wine bin/env; do cp -al "/usr/$part" "$target/usr/$part"; done
for part in /bin /lib /lib64; do ln -s "usr$part" "$target$part"; done
cp /etc/os-release /etc/ld.so.cache "$target/etc"; cp /etc/passwd "$target/etc"
echo "I: success in 1 seconds"'
name="a suite is installed, and its Wine listed with the path that it has here"
"$twinpipe" wines install trixie >"$work/stdout" 2>"$work/stderr"
code=$?
if judge "$name" 0; then
    if grep -q "^wine-[^$(printf '\t')]*.*$roots/trixie/usr/lib/wine/wine64" "$work/stdout"; then passes "$name"; else fails "$name" "it is not"; fi
fi
shows "it gets a name of its own" "^wine-.*-trixie\t.*$roots/trixie/"
name="the version alone is a release's name, and not that of what sid has of it"
cp -al "$roots/trixie" "$roots/sid"
"$twinpipe" wines list >"$work/stdout" 2>"$work/stderr"
order=$(grep -o '/roots/[a-z]*' "$work/stdout" | paste -s -d ' ')
if [ "$order" = "/roots/trixie /roots/sid" ]; then passes "$name"; else fails "$name" "$order"; fi
rm -rf "$roots/sid"
TWINPIPE_ISOLATION=subreaper refuses "another root without a PID namespace" "can only be run in a PID namespace" \
    runs --wine "$roots/trixie"

# Beside the command lie a binary of each architecture; the 32-bit one is so by name alone, and not to be run.
mkdir -p "$work/both/x86_64" "$work/both/i686"
cp "$twinpipe" "$work/both/twinpipe"
cp "$binary" "$work/both/x86_64/twinpipe_test.exe"
cp "$binary" "$work/both/i686/twinpipe_test.exe"
header=$(od -An -tu4 -j60 -N4 "$binary")
printf '\114\001' | dd of="$work/both/i686/twinpipe_test.exe" bs=1 seek=$((header + 4)) conv=notrunc 2>/dev/null
fake_program "$HOME/wine-c/bin/wine" 'exit 127'
touch "$roots/before"
bwrap --dev-bind / / --tmpfs /opt --tmpfs /usr/lib/wine "$work/both/twinpipe" run --wine all --arch all --jobs 2 \
    --only cancel/cancelioex-null-none-pending -o "$work/out" >"$work/stdout" 2>"$work/stderr"
code=$?
name="all Wines are run in all they have, and what cannot be gets a line each"
if judge "$name" 2; then
    if [ "$(cd "$work/out" && echo *.run)" = "$(grep -o 'wine-[^/ ]*-x86_64.run' "$work/stdout")" ] &&
        grep -q "wine-c.*does not start" "$work/stderr" && grep -q "has no 32-bit part here" "$work/stderr"; then
        passes "$name"
    else
        fails "$name" "$(ls "$work/out")"
    fi
fi
name="a Wine in another root is measured, with nothing written into the root"
if grep -q '^outcome.*\(conforms\|differs\)' "$work"/out/*.run && [ -z "$(find "$roots/trixie" -newer "$roots/before")" ]; then
    passes "$name"
else
    fails "$name" "$(find "$roots/trixie" -newer "$roots/before" | head -n 3)"
fi
