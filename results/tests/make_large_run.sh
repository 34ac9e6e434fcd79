#!/bin/sh
# Writes a run file without its end line: 500 behaviours, 20 repeats, OBSERVATIONS in all (a million by default). A seed
# changes one value in a thousand.   tests/make_large_run.sh [OBSERVATIONS [SEED]] | seal >large.run
exec awk -v total="${1:-1000000}" -v seed="${2:-0}" 'BEGIN {
    OFS = "\t"
    print "twinpipe-run", 1
    print "head", "binary-sha256", sprintf("%064x", 1)
    print "head", "architecture", "x86_64"
    print "head", "platform", "wine-8.0"
    print "head", "build", "wine-8.0 (Debian 8.0~repack-4)"
    print "head", "kernel", "Linux 6.1.0"
    print "head", "cpus", 2
    print "head", "isolation", "pid-namespace"
    print "head", "options", "--repeat 20"
    print "head", "date", "2026-11-21"
    behaviours = 500; repeats = 20; labels = int(total / behaviours / repeats)
    for (b = 0; b < behaviours; b++)
        print "behaviour", "area/behaviour-" b, "area", "winetest", "dlls/kernel32/tests/pipe.c:" b, "area/fact-" b, \
            "area.c", b + 10, "Windows does what number " b " says"
    for (b = 0; b < behaviours; b++)
        for (r = 1; r <= repeats; r++) {
            id = "area/behaviour-" b
            print "begin", id, r
            differs = 0
            for (l = 0; l < labels; l++)
                if ((b * 7 + r * 13 + l * 31 + seed) % 1000 == 0) {
                    print "seen", id, r, "WriteFile call " l, "error", "ERROR_IO_PENDING (997)", \
                        "ERROR_SUCCESS (" seed ")", "differs", "winetest", l + 20
                    differs = 1
                } else
                    print "seen", id, r, "WriteFile call " l, "error", "ERROR_IO_PENDING (997)", \
                        "ERROR_IO_PENDING (997)", "ok", "winetest", l + 20
            print "outcome", id, r, differs ? "differs" : "conforms", 3, "-"
        }
}'
