/* A C program that shows a difference, made of a program and what is known of the difference. */
#ifndef RESULTS_BUG_REPRODUCER_H
#define RESULTS_BUG_REPRODUCER_H

#include "results/bug/program.h"
#include "results/bug/value.h"

#include <stdio.h>

enum reproducer_form { REPRODUCER_PLAIN, REPRODUCER_WINETEST };

struct reproducer_about {
    const char *title;                         /* of the report */
    const char *summary;                       /* what Windows does */
    const char *source;                        /* why that is believed; NULL if there is none */
    const char *expected;                      /* "expected of Windows as documented" */
    const char *label, *kind, *allowed, *seen; /* as in the run file */
    const char *build;                         /* the command that builds it */
    enum reproducer_form form;
};

/* The command that builds repro.c in the directory where it stands, behind the prefix of the compiler:
 * "x86_64" or "i686". */
#define REPRODUCER_BUILD "-w64-mingw32-gcc -Wall -O1 -o repro.exe repro.c -lntdll -ladvapi32"

/* The same of a unit for a Wine tree, outside one; Wine's wine/test.h is beside it. */
#define REPRODUCER_BUILD_WINETEST REPRODUCER_BUILD " -DSTANDALONE -I."

/* Writes the program whose source of the value is the one of rank ATTEMPT, from 0; the likeliest one comes
 * first. It exits with 0 if it sees an allowed value, 1 if another one, 2 if a step before fails, and its
 * last line is "LABEL: expected ALLOWED, seen 0xHEX". *SEEN is the value that the trace saw. False with
 * TROUBLE, a reason for a report, if there is none of that rank. */
bool reproducer_write(FILE *out, struct program *program, const struct reproducer_about *about, int attempt,
                      uint64_t *seen, struct trouble *trouble);

/* One for a function that is not there: NAME. */
void reproducer_write_export(FILE *out, const struct reproducer_about *about, const char *name);

#endif
