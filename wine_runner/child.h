/* A native program of which only the output and the end are wanted. */
#ifndef WINE_RUNNER_CHILD_H
#define WINE_RUNNER_CHILD_H

#include "wine_runner/words.h"

#include <stdbool.h>
#include <uv.h>

/* It must not move until child_reap(). */
struct child {
    uv_process_t process;
    int code; /* once done: its exit code, or 128 and the signal that ended it */
    bool done;
};

/* Starts the program with its output in the file OUTPUT, in a session of its own: a Ctrl-C is for us, who end
 * it in order. A negative error of libuv if it cannot be started; child_reap() is due in either case. */
int child_start(uv_loop_t *loop, struct child *child, const struct words *words, int output);

/* Sends it, and what it has started in its session's group, a signal. */
void child_signal(const struct child *child, int signal);

/* Waits for its end, and ends what it has left. */
void child_reap(uv_loop_t *loop, struct child *child);

#endif
