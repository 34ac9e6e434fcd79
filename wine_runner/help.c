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
    "  adopt     show what a run on Windows confirms and refutes\n"
    "  merge     make one run file of the shards of a run\n"
    "  query     answer a question in SQL about run files\n"
    "  bisect    find the first of several builds of Wine that changed a behaviour\n"
    "  wines     show which Wines are here, install more\n"
    "  exec      run one Windows program as the suite is run\n"
    "  export-wine  write the suite as tests of a Wine source tree\n"
    "\n"
    "`twinpipe COMMAND --help` says more; `twinpipe --version` names the version.\n"
    "Exit codes: 0 as expected, 1 something differs, 2 trouble.\n"
    "\n"
    "Example: twinpipe run -o out && twinpipe compare out/wine-8.0-x86_64.run\n";

static const char help_run[] =
    "usage: twinpipe run [OPTION]...\n"
    "Runs twinpipe_test.exe under one Wine or several; leaves a run file each, and nothing else.\n"
    "\n"
    "  --wine NAME|PATH|all\n"
    "                    a name that `twinpipe wines list` shows, or the path of a wine command, of a\n"
    "                    directory that Wine was built in or installed to, or of another root file system;\n"
    "                    may be given several times; `all`: every one; default: the first that is found\n"
    "  --arch x86_64|i686|all\n"
    "                    of the test binary (default x86_64); a Wine runs i686 only with its 32-bit part\n"
    "                    (Debian: package wine32:i386); `all`: those that the Wine has\n"
    "  --schedules       instead of the behaviours the schedules of every scenario, on the model and "
    "steered\n"
    "                    on this Wine: takes minutes, leaves WINE-ARCH-schedules.run\n"
    "  --only GLOB       only behaviours whose id matches, for example 'cancel/*'\n"
    "  --repeat N        run every behaviour N times\n"
    "  --shard K/N       only the K-th of N equal shares of the behaviours, the same on every machine;\n"
    "                    `twinpipe merge` makes one run file of the N that come out\n"
    "  --jobs N          so many runs at a time (default 1)\n"
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
    "namespace. TWINPIPE_PREFIX_SECONDS (default 300) limits how long a prefix may take to make,\n"
    "TWINPIPE_SILENCE_SECONDS (default 420) how long the test binary may show no progress.\n"
    "\n"
    "Exit codes: 0 all behaviours conform, 1 some differ, 2 trouble.\n"
    "\n"
    "Example: twinpipe run --only 'write/*' --repeat 20 -o out\n";

static const char help_bisect[] =
    "usage: twinpipe bisect BEHAVIOUR [--wine NAME|PATH]... [OPTION]...\n"
    "Finds the first build of Wine whose differences from what is allowed are not those of the first build,\n"
    "by binary search in a list from the oldest to the newest: the change came once and stayed.\n"
    "\n"
    "  --wine NAME|PATH   a build, as `twinpipe run --wine` takes it; several times, oldest\n"
    "                     first; default: all Wines of this machine, by version\n"
    "  --builds FILE      instead: a file with one build a line; lines that begin with # are left out\n"
    "  --fingerprint HEX  only this difference counts; `twinpipe compare` shows its fingerprint, whose\n"
    "                     first digits will do\n"
    "  --repeat N         so many repeats a build, up to 1000; default: 10, and as many more as the\n"
    "                     confidence wants if what changed comes in some repeats only\n"
    "  --confidence C     of each verdict, from 0.5 to 0.999999 (default 0.99)\n"
    "  --known DIR|FILE   begin with as many repeats as the rates of the `sometimes` lines want: of one\n"
    "                     list, or of all in results/known\n"
    "  --arch x86_64|i686\n"
    "                     of the test binary (default x86_64)\n"
    "  --binary EXE       another twinpipe_test.exe\n"
    "  -o, --output DIR   keeps the run file of the N-th build in DIR/N (default twinpipe-bisect)\n"
    "\n"
    "A build that does not start, or where the behaviour's fixture cannot be made, is passed over. A\n"
    "BEHAVIOUR that begins with schedules/ is a scenario of `twinpipe run --schedules`.\n"
    "\n"
    "Exit codes: 0 the last build is like the first, 1 a change was found, 2 trouble.\n"
    "\n"
    "Example: twinpipe bisect cancel/cancelioex-null-none-pending --builds builds.txt\n";

static const char help_wines[] =
    "usage: twinpipe wines [list]\n"
    "       twinpipe wines install bullseye|bookworm|trixie|sid...\n"
    "list shows the Wines on PATH, of Debian and WineHQ (/usr/lib/wine, /opt/wine-*), of Proton (in\n"
    "Steam's directories), in ~/wine* or wine* in ~/src, ~/git and ~/build (where one's own are built),\n"
    "and of installed suites. Each is a line: name, exact build, loader, architectures, separated by\n"
    "tabs. The name and the loader are what `twinpipe run --wine` takes.\n"
    "\n"
    "install makes a Debian suite with its Wine, as a root file system in $XDG_CACHE_HOME/twinpipe/roots\n"
    "(default ~/.cache/twinpipe/roots): bullseye (Wine 5.0.3), bookworm (8.0), trixie (10.0) or sid, with\n"
    "its 32-bit part if apt can install that. It takes minutes, 2 GB, mmdebstrap and bubblewrap; Debian's\n"
    "signatures are checked. An interrupted one leaves no root; as root, it leaves the packages that it\n"
    "downloaded, in .SUITE.packages there, and the next one goes on with them. To uninstall, remove its\n"
    "directory.\n"
    "\n"
    "Exit codes: 0, or 2 if there is none, or it cannot be installed.\n"
    "\n"
    "Example: twinpipe wines install trixie\n";

static const char help_exec[] =
    "usage: twinpipe exec [--wine NAME|PATH] PROGRAM [ARGUMENT]...\n"
    "Runs a Windows program under the first Wine, or the one that is named, in a throw-away prefix, as\n"
    "`twinpipe run` does. What it prints is shown when it has ended; nothing that it started is left. Its\n"
    "working directory is the prefix's drive_c, so paths among its arguments must be absolute, in its own\n"
    "form: Z:\\home\\me\\a.txt. A first Ctrl-C is the program's, which has 30 seconds to end; a second\n"
    "one ends it.\n"
    "With TWINPIPE_SERVER_TRACE=FILE its wineserver runs with -d and appends its trace to FILE.\n"
    "\n"
    "Exit codes: the program's, or 2 if it could not be run.\n"
    "\n"
    "Example: twinpipe exec build/x86_64/twinpipe_test.exe cancel\n";

static const char help_export[] =
    "usage: twinpipe export-wine --for WINE -o DIR\n"
    "Writes the suite as a tests directory of Wine's source tree, which its build takes as it is: one\n"
    "directory, Makefile.in, a unit for each file. Every behaviour is in it, and what that Wine is known\n"
    "to do differently is marked, so that it passes there.\n"
    "\n"
    "  --for WINE        a Wine of results/known, for example wine-8.0\n"
    "  -o, --output DIR  a directory that is new or empty; on trouble nothing is left there\n"
    "\n"
    "An observation that is known to differ always is todo_wine, one that does now and then is flaky_wine,\n"
    "and both only if the value is the known one: any other value fails, and so does an always that no\n"
    "longer happens. Where wine/test.h is too old for flaky_wine, a sometimes is a todo_wine in the case\n"
    "that it happens, which cannot fail either. A behaviour that is known to crash or to hang is skipped\n"
    "there. conformance_known_lines.c is the table of all these; the tests themselves hold no mark.\n"
    "\n"
    "C files that begin with conformance_, fixture_, seam_ and pipe_writer_ hold what the units need; to\n"
    "Wine they are units without checks. Scenarios are not in it: they need the model. With\n"
    "WINETEST_DEBUG=2 every behaviour is named when it begins. DIR takes the place of dlls/kernel32/tests,\n"
    "or its files and SOURCES are added to that, whose files have other names.\n"
    "\n"
    "Exit codes: 0, or 2 for trouble.\n"
    "\n"
    "Example: twinpipe export-wine --for wine-8.0 -o wine/dlls/kernel32/tests.new\n";
static const char help_bug[] =
    "usage: twinpipe bug FINGERPRINT RUN... [OPTION]...\n"
    "Makes a directory that is ready to be filed: report.md, and repro.c, a C program that shows the\n"
    "difference. It is made from a trace of the behaviour in 64 bits, or by hand where none tells\n"
    "enough, built with mingw-w64 for the run's architecture and run 10 times under the run's Wine, or\n"
    "another that runs such programs; one that does not show the difference in 9 of them is not handed\n"
    "out, and the report says so. FINGERPRINT is that of `twinpipe compare RUN`, or the first digits\n"
    "of it. Of several runs one is taken whose Wine is here, or else one that another Wine here can\n"
    "run, of two alike that of 64 bits; the report tells what all saw that have the behaviour. A\n"
    "scenario that only the model can follow is no difference of Wine's and is refused.\n"
    "\n"
    "  -o, --output DIR  the directory; one that is there must be empty (default\n"
    "                    twinpipe-bug-FINGERPRINT, with all 12 digits)\n"
    "  --form plain|winetest\n"
    "                    plain (default): Win32 and printf alone; winetest: a unit for a Wine tree, with\n"
    "                    Wine's wine/test.h beside it, so that it can be built outside one, too\n"
    "  --known DIR|FILE  the known differences, whose reason becomes the title: DIR, results/known, has the\n"
    "                    lists of the run's platform and architecture (default: those of twinpipe itself)\n"
    "  --binary EXE      another twinpipe_test.exe, of 64 bits\n"
    "\n"
    "Exit codes: 0 report and reproducer, 1 a report alone, 2 trouble: nothing is written.\n"
    "\n"
    "Example: twinpipe bug 461f4ee1 results/runs/wine-8.0-x86_64.run\n";

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
    else if (command && strcmp(command, "bisect") == 0)
        text = help_bisect;
    else if (command && strcmp(command, "exec") == 0)
        text = help_exec;
    else if (command && strcmp(command, "export-wine") == 0)
        text = help_export;
    else if (command && strcmp(command, "bug") == 0)
        text = help_bug;
    fputs(text, stdout);
    return help_printed(0);
}
