/* What the driver has to do, and how far it is: a job is one unit's ordinary behaviours, or one slow
 * behaviour. */
#ifndef TWINPIPE_JOBS_H
#define TWINPIPE_JOBS_H

#include "behaviour.h"

struct job {
    char unit[64];
    char part[128]; /* as run_options.part */
    int slow;
    unsigned int steps;   /* all of them */
    unsigned int next;    /* the first not done */
    unsigned int suspect; /* steps before this one are run while no other job is */
};

/* Allocated with calloc; the number of jobs in count. NULL when nothing is selected. */
struct job *jobs_make(unsigned int *count);

enum job_step { STEP_NEW, STEP_DONE, STEP_SUSPECT };

/* Of a resumed run: moves each job past the steps that are done, and notes which go on with a suspect. */
void jobs_resume(struct job *jobs, unsigned int count,
                 enum job_step (*find)(const struct behaviour *behaviour, unsigned int repeat));

/* Whether some job still has a suspect step before it. */
int jobs_have_suspects(const struct job *jobs, unsigned int count);

#endif
