/* A long step: a program that runs for minutes, whose doings are shown while it does. */
#ifndef WINE_RUNNER_STEP_H
#define WINE_RUNNER_STEP_H

#include "wine_runner/words.h"

#include <stdbool.h>
#include <stddef.h>
#include <uv.h>

/* Whether a program of that name is on PATH. */
bool step_has_program(const char *name);

/* What a line of mmdebstrap's output says about its progress; NULL for any other line. */
const char *step_progress_of(const char *line);

/* Puts into TEXT what the file LOG says about a failure: its first line that begins with `E: ` or has
 * `: error` or `Cannot` in it, else its last line. TEXT is empty if there is none. */
void step_failure(const char *log, char *text, size_t size);

/* Whether a line of the file LOG has WORDS in it. */
bool step_said(const char *log, const char *words);

/* Whether the file LOG complains about a full disk. */
bool step_ran_out_of_space(const char *log);

/* Runs WORDS to its end with this process's environment. Its output goes to the file LOG, its lines of
 * progress also to stderr, after LABEL: on a terminal as one line that is overwritten. Returns the exit code,
 * 128 + N for signal N, or a negative error: -EINTR after an interrupt, when the program was told to end by
 * SIGTERM, got half a minute to clean up, and has ended. Only for when nothing else runs. */
int step_run(uv_loop_t *loop, const struct words *words, const char *log, const char *label);

#endif
