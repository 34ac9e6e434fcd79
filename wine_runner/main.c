#include "results/adopt.h"
#include "results/check.h"
#include "results/compare.h"
#include "results/merge.h"
#include "results/query.h"
#include "results/report.h"
#include "results/trouble.h"
#include "wine_runner/bisect.h"
#include "wine_runner/bug.h"
#include "wine_runner/exec.h"
#include "wine_runner/export.h"
#include "wine_runner/help.h"
#include "wine_runner/run.h"
#include "wine_runner/supervise.h"
#include "wine_runner/wines.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

#ifndef PACKAGE_VERSION
#define PACKAGE_VERSION "0"
#endif

static const struct {
    const char *name;
    int (*command)(int argc, char **argv);
} commands[] = {
    {"run", run_command},                   /* wine_runner */
    {"compare", compare_command},           /* results */
    {"check", check_command},               /* results */
    {"report", report_command},             /* results */
    {"merge", merge_command},               /* results */
    {"query", query_command},               /* results */
    {"bisect", bisect_command},             /* wine_runner */
    {"bug", bug_command},                   /* wine_runner */
    {"adopt", adopt_command},               /* results */
    {"export-wine", export_command},        /* wine_runner */
    {"wines", wines_command},               /* wine_runner */
    {"exec", exec_command},                 /* wine_runner */
    {SUPERVISE_COMMAND, supervise_command}, /* wine_runner, for itself */
};

int main(int argc, char **argv)
{
    struct trouble trouble;
    signal(SIGPIPE, SIG_IGN);
    if (argc < 2) {
        fputs("twinpipe: no command; see `twinpipe --help`\n", stderr);
        return 2;
    }
    if (help_is_asked(argv[1]))
        return help_print(NULL);
    if (strcmp(argv[1], "--version") == 0) {
        puts("twinpipe " PACKAGE_VERSION);
        return help_printed(0);
    }
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        if (strcmp(argv[1], commands[i].name) == 0)
            return commands[i].command(argc - 1, argv + 1);
    trouble_set(&trouble, "unknown %s %s; see `twinpipe --help`", argv[1][0] == '-' ? "option" : "command",
                argv[1]);
    fprintf(stderr, "twinpipe: %s\n", trouble.text);
    return 2;
}
