/* What of a program an observation needs: the calls that touch the objects of its source, and those that
 * touch the objects of these, and so on. */
#ifndef RESULTS_BUG_SLICE_H
#define RESULTS_BUG_SLICE_H

#include "results/bug/source.h"

/* Sets is_kept and is_polled of the events, is_used of the variables. */
void slice(struct program *program, struct variables *variables, int observed, const struct source *source);

/* The call that makes what runs as a frame; NO_INDEX: none. */
int slice_maker(const struct program *program, int frame);

#endif
