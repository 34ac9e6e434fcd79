# ours [PATTERN]: the processes whose Wine prefix is under $work and whose arguments, joined by blanks, match. Quick beside many
# processes, too: what it finds is killed where it is at that moment.
# shellcheck shell=bash disable=SC2154,SC2120 # whoever reads this in says what $work is
ours() {
    local process arguments
    while read -r process; do
        process=${process%/environ}
        arguments=$(tr '\0' ' ' <"$process/cmdline")
        if [ -n "$arguments" ] && [[ $arguments =~ ${1-} ]]; then echo "${process#/proc/}"; fi
    done 2>/dev/null < <(grep -zls "^WINEPREFIX=$work/" /proc/[0-9]*/environ)
}
