/* Runs a small program to its end and keeps what it says. */
#ifndef WINE_RUNNER_CAPTURE_H
#define WINE_RUNNER_CAPTURE_H

#include "wine_runner/words.h"

#include <stdbool.h>
#include <uv.h>

/* Runs LOOP until *DONE. False if an interrupt came or SECONDS passed first. */
bool loop_run_until(uv_loop_t *loop, const bool *done, int seconds);

/* After the first interrupt: false if a second one came or SECONDS passed first. */
bool loop_run_on(uv_loop_t *loop, const bool *done, int seconds);

/* Runs WORDS with this process's environment and puts the first bytes of its standard output and error,
 * NUL-terminated, into TEXT. Returns the exit code, 128 + N for signal N, -ETIMEDOUT if it had to be ended
 * after SECONDS, -EINTR after an interrupt, or another negative error if it cannot be started. Only for when
 * nothing else runs: what a stubborn program leaves is ended with all our children. */
int capture(uv_loop_t *loop, const struct words *words, int seconds, char *text, size_t size);

#endif
