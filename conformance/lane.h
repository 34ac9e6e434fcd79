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
    long moment;               /* as last seen in state */
    unsigned long long age;    /* for how long that has been so; ms in which this process ran */
    unsigned long long looked; /* when it was last looked at; ms */
};

enum lane_event { LANE_RUNS, LANE_DONE, LANE_DIED, LANE_HANGS };

/* What the children of a run have in common. */
struct lane_setup {
    const struct driver_options *options;
    void *lock;     /* the recorder's mutex, inheritable */
    void *children; /* a job object that they are put into, or NULL */
};

/* Starts a child at job->next. Returns 0 when no process could be made. */
int lane_start(struct lane *lane, struct job *job, const struct lane_setup *setup);

/* What became of it by now. LANE_DIED and LANE_HANGS concern the step of lane_step(); a child that hangs has
 * been ended, and nothing that it still does counts. exit_code is set when it has ended by itself. */
enum lane_event lane_look(struct lane *lane, unsigned long *exit_code);

/* The step that the child was last seen to have begun, counted from 1; 0 before the first. */
unsigned int lane_step(const struct lane *lane);

/* Closes what lane_start opened and moves the job past the steps that were begun. */
void lane_close(struct lane *lane);

#endif
