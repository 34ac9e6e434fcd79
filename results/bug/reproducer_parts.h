/* What reproducer.c and the files beside it have in common. */
#ifndef RESULTS_BUG_REPRODUCER_PARTS_H
#define RESULTS_BUG_REPRODUCER_PARTS_H

#include "results/bug/reproducer.h"
#include "results/bug/resolve.h"
#include "results/bug/source.h"

struct writing {
    FILE *out;
    struct program *program;
    struct variables *variables;
    const struct reproducer_about *about;
    struct values allowed;
    int observed; /* index of the observation */
    struct source source;
    int turns;
    bool counts; /* callbacks are counted */
};

/* reproducer_calls.c: the statements of one kept call. */
void write_call(struct writing *writing, int index, const char *indent);
/* The waits before the observation. */
void write_waits(struct writing *writing, const struct program_event *event, const char *indent);
/* Whether a call is asked for by name, since import libraries may lack it. */
bool is_looked_up(const char *name);

/* reproducer_functions.c */
void write_declarations(struct writing *writing);
void write_functions(struct writing *writing);
void write_frame(struct writing *writing, int frame, const char *indent);

/* reproducer_setup.c: whether the difference is that a fixture could not be made; and the call that failed,
 * as what is looked at. SHOWN becomes `about`, and has to live as long. False: every call of the main thread
 * was well. */
bool setup_is_looked_at(const struct reproducer_about *about);
bool setup_find(struct writing *writing, struct reproducer_about *shown, uint64_t *seen);

/* reproducer.c: what stands before everything, includes among it. */
void write_head(FILE *out, const struct reproducer_about *about);
/* The end of main: CONDITION tells whether `seen`, which FORMAT prints, is expected. */
void write_outcome(FILE *out, const struct reproducer_about *about, const char *condition,
                   const char *format);
/* A comment whose lines fit. */
void write_comment(FILE *out, const char *indent, const char *text);

#endif
