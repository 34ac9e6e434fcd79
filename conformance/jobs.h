/* What the driver has to do, and how far it is: a job is one unit's ordinary behaviours, or one slow
 * behaviour. */
#ifndef TWINPIPE_JOBS_H
#define TWINPIPE_JOBS_H

struct job {
    char unit[64];
    char part[128]; /* as run_options.part */
    int slow;
    unsigned int steps; /* all of them */
    unsigned int next;  /* the first not done */
};

/* Allocated with calloc; the number of jobs in count. NULL when nothing is selected. */
struct job *jobs_make(unsigned int *count);

/* Moves each job past the steps for which done(id, repeat) is not zero. */
void jobs_skip(struct job *jobs, unsigned int count, int (*done)(const char *id, unsigned int repeat));

#endif
