/* What a process of the binary was asked to run. Set once by main before anything runs; the defaults are
 * those of a plain winetest run: every behaviour of the unit once, nothing recorded. */
#ifndef TWINPIPE_RUN_OPTIONS_H
#define TWINPIPE_RUN_OPTIONS_H

#include "behaviour.h"

struct lane_state;

struct run_options {
    const char *only;           /* globs over ids, separated by spaces */
    const char *part;           /* "main": all but the slow ones; "all"; or the id of one slow behaviour */
    unsigned int repeat;        /* at least 1 */
    unsigned int shard, shards; /* the share of this machine (shard.h), or 0: all */
    int without_slow;           /* leaves the slow ones out */
    const char *platform;       /* "real", or "model" (model/model.h) */
    int schedules;              /* the scenarios of conformance/explore instead of the behaviours */
    int every_unit;             /* in one process, started as any one of them */
    unsigned int from;          /* first step to take; see steps below */
    struct lane_state *lane;    /* what the driver watches (lane_state.h), or NULL */
};

extern struct run_options run_options;

int on_model(void);

/* A unit's work is a sequence of steps, the same in driver and child: for each repeat, each selected
 * behaviour. */
/* Chosen by name and slowness; wanted also by the share. */
int is_chosen(const struct behaviour *behaviour);
int is_wanted(const struct behaviour *behaviour);
int is_selected(const struct behaviour *behaviour, const char *unit, const char *part);
unsigned int step_count(const char *unit, const char *part);
const struct behaviour *step_behaviour(const char *unit, const char *part, unsigned int step,
                                       unsigned int *repeat);

#endif
