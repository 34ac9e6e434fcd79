/* The command line of twinpipe_test.exe beyond winetest's own. */
#ifndef TWINPIPE_ARGUMENTS_H
#define TWINPIPE_ARGUMENTS_H

#include "driver.h"

struct child_options {
    const char *unit;
    void *lane, *lock; /* inherited handles */
};

/* Reads the options of `run` and `child` into run_options, driver and child. Returns 0, with one line on
 * stderr, for a command line that cannot be obeyed. child is NULL for `run`. */
int read_arguments(int count, char **arguments, struct driver_options *driver, struct child_options *child);

/* The same for `--list`, which takes what chooses behaviours. */
int read_selection(int count, char **arguments);

#endif
