/* Runs jobs in lanes: two a processor, but at most four, for the ordinary jobs, and some beside them for the
 * slow ones, which mostly wait. Ends what hangs, outlives what crashes, and records how a behaviour ended
 * that could not say so itself.
 */
#ifndef TWINPIPE_LANES_H
#define TWINPIPE_LANES_H

#include "jobs.h"
#include "lane.h"

struct lanes {
    struct lane_setup setup;
    const wchar_t *working; /* the working file, to which the recorder of this process is open */
    struct job *jobs;
    unsigned int job_count;
    unsigned int steps;         /* of all jobs */
    volatile long *interrupted; /* becomes nonzero when the run is to end at once */
};

/* What lanes_run() returns when a child has vanished, or hangs, and the options say that this ends the run.
 */
extern const char lanes_death[], lanes_hang[];

/* NULL when all jobs are done. Otherwise what went wrong and, behind a colon, what to do; all children are
 * ended and nothing was recorded of what they were at. */
const char *lanes_run(const struct lanes *lanes);

#endif
