#include "wine_runner/help.h"

#include "results/printout.h"

#include <stdio.h>
#include <string.h>

static const char help_all[] =
    "usage: twinpipe COMMAND [OPTION]...\n"
    "Does this machine's Win32 treat asynchronous pipe writers the way Windows does?\n"
    "\n"
    "  run       run the test binary under a Wine; leaves a run file\n"
    "  compare   show the differences between two runs, or between a run and what is allowed\n"
    "  check     the gate for continuous integration: fails on a difference that is not known\n"
    "  report    write an HTML page: behaviours by runs\n"
    "  bug       write a report of one difference, with a C program that shows it\n"
    "  wines     show which Wines are here\n"
    "  exec      run one Windows program as the suite is run\n"
    "\n"
    "`twinpipe COMMAND --help` says more; `twinpipe --version` names the version.\n"
    "Exit codes: 0 as expected, 1 something differs, 2 trouble.\n"
    "\n"
    "Example: twinpipe run -o out && twinpipe compare out/wine-8.0-x86_64.run\n";

static const char help_run[] =
    "usage: twinpipe run [OPTION]...\n"
    "Runs twinpipe_test.exe under one Wine or several; leaves a run file each, and nothing else.\n"
    "\n"
    "  --wine NAME|PATH  a name that `twinpipe wines list` shows, or the path of a wine command;\n"
    "                    may be given several times; default: the first that is found\n"
    "  --arch ARCH       of the test binary, x86_64 (default) or i686, which a Wine runs only with its\n"
    "                    32-bit part (Debian: package wine32:i386)\n"
    "  --only GLOB       only behaviours whose id matches, for example 'cancel/*'\n"
    "  --repeat N        run every behaviour N times\n"
    "  --jobs N          so many Wines at a time (default 1)\n"
    "  -o, --output DIR  where the run files go (default twinpipe-out)\n"
    "  --binary EXE      another twinpipe_test.exe\n"
    "  --resume          go on with what an interrupted run of the same binary and options left\n"
    "\n"
    "A run that is interrupted leaves what it measured in DIR/WINE-ARCH.run.part; the next one goes on with "
    "it\n"
    "(--resume) or keeps it as DIR/WINE-ARCH.run.part.1. Each Wine build gets a\n"
    "prefix of its own once, in $XDG_CACHE_HOME/twinpipe (default ~/.cache/twinpipe).\n"
    "\n"
    "Environment: WINETEST_* reaches the test binary. TWINPIPE_ISOLATION=subreaper does without a PID\n"
    "namespace. TWINPIPE_PREFIX_SECONDS (default 120) limits how long a prefix may take to make,\n"
    "TWINPIPE_SILENCE_SECONDS (default 180) how long the test binary may show no progress.\n"
    "\n"
    "Exit codes: 0 all behaviours conform, 1 some differ, 2 trouble.\n"
    "\n"
    "Example: twinpipe run --only 'write/*' --repeat 20 -o out\n";

static const char help_wines[] =
    "usage: twinpipe wines [list]\n"
    "Shows the Wines on PATH, in /opt/wine-* and in /usr/lib/wine, one a line: name, exact build, loader\n"
    "and wineserver, separated by tabs. The name is what `twinpipe run --wine` takes.\n"
    "\n"
    "Exit codes: 0, or 2 if there is none.\n"
    "\n"
    "Example: twinpipe wines list | cut -f1\n";

static const char help_exec[] =
    "usage: twinpipe exec PROGRAM [ARGUMENT]...\n"
    "Runs a Windows program under the first Wine, in a throw-away prefix, as `twinpipe run` does. What it\n"
    "prints is shown when it has ended; nothing that it started is left. Its working directory is the\n"
    "prefix's drive_c, so paths among its arguments must be absolute, in its own form:\n"
    "Z:\\home\\me\\a.txt. A first Ctrl-C is the program's, which has 30 seconds to end; a second one ends "
    "it.\n"
    "With TWINPIPE_SERVER_TRACE=FILE its wineserver runs with -d and appends its trace to FILE.\n"
    "\n"
    "Exit codes: the program's, or 2 if it could not be run.\n"
    "\n"
    "Example: twinpipe exec build/x86_64/twinpipe_test.exe cancel\n";

static const char help_bug[] =
    "usage: twinpipe bug FINGERPRINT RUN... -o DIR [OPTION]...\n"
    "Makes a directory that is ready to be filed: report.md, and repro.c, a C program that shows the\n"
    "difference. That is made from a trace of the behaviour, built with x86_64-w64-mingw32-gcc and run 10\n"
    "times under the first Wine; one that does not show the difference in 9 of them is not handed out, and\n"
    "the report says so. FINGERPRINT is that of `twinpipe compare RUN`, or the first digits of it.\n"
    "\n"
    "  -o, --output DIR  the directory; one that is there must be empty\n"
    "  --form FORM       plain (default): Win32 and printf alone; winetest: a unit for a Wine tree\n"
    "  --known FILE      a list of known differences, whose reason becomes the title\n"
    "  --binary EXE      another twinpipe_test.exe\n"
    "\n"
    "Exit codes: 0 report and reproducer, 1 a report alone, 2 trouble: nothing is written.\n"
    "\n"
    "Example: twinpipe bug 461f4ee1 results/runs/wine-8.0-x86_64.run -o bug\n";

bool help_is_asked(const char *word)
{
    return strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0;
}

int help_printed(int code)
{
    struct trouble trouble;
    if (printout_flushed(&trouble))
        return code;
    fprintf(stderr, "twinpipe: %s\n", trouble.text);
    return 2;
}

int help_print(const char *command)
{
    const char *text = help_all;
    if (command && strcmp(command, "run") == 0)
        text = help_run;
    else if (command && strcmp(command, "wines") == 0)
        text = help_wines;
    else if (command && strcmp(command, "exec") == 0)
        text = help_exec;
    else if (command && strcmp(command, "bug") == 0)
        text = help_bug;
    fputs(text, stdout);
    return help_printed(0);
}
