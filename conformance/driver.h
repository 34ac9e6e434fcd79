/* The native driver: runs every unit in a child process, ends what hangs, outlives what crashes, and leaves
 * one run file. It stands on nothing that is tested: child and driver share an appended file, a mutex, a page
 * of memory and a process handle.
 */
#ifndef TWINPIPE_DRIVER_H
#define TWINPIPE_DRIVER_H

#include <wchar.h>

/* The last two are codes that no runtime ends a program with. */
enum driver_exit { EXIT_CONFORMS = 0, EXIT_DIFFERS = 1, EXIT_TROUBLE = 2, EXIT_DEATH = 43, EXIT_HANG = 44 };

enum progress {
    PROGRESS_NONE,
    PROGRESS_LINES,   /* a line a behaviour, for a program that reads them */
    PROGRESS_COUNTED, /* one line that changes, for a person */
};

struct driver_options {
    const char *output;       /* the run file; its working file has .part appended */
    const char *isolation;    /* goes into the head */
    const char *text;         /* the options as given, for the head */
    const char *perturbation; /* handed on to the children, or NULL */
    int traced;               /* the children have the trace layer, its text is thrown away */
    int resume;               /* go on from the working file of a run that did not end */
    int sets_aside;    /* with resume: a working file of another run, or damaged, is kept, not refused */
    int platform_died; /* with resume: what was in flight is suspected and run again alone */
    int died_alone;    /* with platform_died: so it was, and the platform has died again */
    int deaths_end;    /* EXIT_DEATH, EXIT_HANG when a child that was no suspect vanishes or hangs */
    int progress;      /* enum progress, on stdout */
    int verbose;       /* the children's output on stdout */
};

/* Runs what run_options selects; returns an exit code. */
int driver_run(const struct driver_options *options);

#endif
