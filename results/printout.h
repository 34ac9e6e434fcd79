/* What a command prints: collected in memory, then written to standard output in one go. */
#ifndef RESULTS_PRINTOUT_H
#define RESULTS_PRINTOUT_H

#include "trouble.h"

#include <stdbool.h>
#include <stdio.h>

struct printout {
    FILE *out; /* to be written to */
    char *text;
    size_t size;
};

void printout_begin(struct printout *printout);

/* Writes the text to standard output, made printable (see printable.h), and releases it. False with TROUBLE
 * on a full disk and the like. */
bool printout_end(struct printout *printout, struct trouble *trouble);

/* Releases the text unseen. */
void printout_drop(struct printout *printout);

/* For what was printed to standard output directly: whether all of it has left. False with TROUBLE. */
bool printout_flushed(struct trouble *trouble);

#endif
