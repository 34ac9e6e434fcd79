/* The tree of a scenario's choices, walked depth first: each run follows the path of the one before to the
 * last choice that has an alternative left within the bound, takes that, and goes on without preemptions.
 * With reduction, what sleepers.h refuses is not taken; a run that has no other choice ends with MODEL_CUT.
 */
#ifndef TWINPIPE_SEARCH_TREE_H
#define TWINPIPE_SEARCH_TREE_H

#include "explore.h"

struct search;

/* Both stay the caller's, and as they are. */
struct search *search_new(const struct scenario *scenario, const struct search_options *options);
void search_free(struct search *search);

/* Along the path, and on. */
void search_run(struct search *search, struct scenario_end *end);
const struct schedule *search_schedule(const struct search *search);
/* To the next path; FALSE if there is none. */
BOOL search_advance(struct search *search);

/* The path: at each depth which choice is taken, of how many. */
struct search_place {
    unsigned int taken, count;
};
unsigned int search_depth(const struct search *search);
struct search_place search_place(const struct search *search, unsigned int depth);
/* Of a new search: its path is that one. FALSE if the scenario has no such path. */
BOOL search_go_to(struct search *search, const struct search_place *path, unsigned int count);

#endif
