/* A child process that works through one job, as the driver sees it. */
#ifndef TWINPIPE_LANE_H
#define TWINPIPE_LANE_H

#include "driver.h"
#include "jobs.h"
#include "run_options.h"

struct lane {
    struct job *job; /* NULL: free */
    void *process;
    void *mapping;
    struct lane_state *state;
    unsigned int step;        /* as last seen in state */
    unsigned long long since; /* when that step, or the way out, was first seen; ms */
};

enum lane_event { LANE_RUNS, LANE_DONE, LANE_DIED, LANE_HANGS };

/* Starts a child at job->next. Returns 0 when no process could be made. */
int lane_start(struct lane *lane, struct job *job, const struct driver_options *options, void *lock);

/* What became of it by now. LANE_DIED and LANE_HANGS concern the behaviour of lane->step, if that is not 0;
 * a child that hangs has been ended. exit_code is set for LANE_DIED. */
enum lane_event lane_look(struct lane *lane, unsigned long *exit_code);

/* Closes what lane_start opened and moves the job past the steps that are over. */
void lane_close(struct lane *lane);

#endif
