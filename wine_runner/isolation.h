/* What keeps a program and all that it starts together: a PID namespace made by bubblewrap, or where
 * namespaces are not permitted the supervising process alone. */
#ifndef WINE_RUNNER_ISOLATION_H
#define WINE_RUNNER_ISOLATION_H

#include "wine_runner/words.h"

#include <uv.h>

enum isolation { ISOLATION_PID_NAMESPACE, ISOLATION_SUBREAPER };

/* As the head of a run file names it. */
const char *isolation_word(enum isolation isolation);

/* What this machine permits, tried once. TWINPIPE_ISOLATION=subreaper in the environment asks for the other
 * one. SELF is the path of this program. */
enum isolation isolation_choose(uv_loop_t *loop, const char *self);

/* Says on stderr, once, if isolation_choose had to fall back, and why. For when nothing else can go wrong
 * before the run, so that what is refused gets one line only. */
void isolation_announce(void);

/* The words before a program that runs in a PID namespace of its own in the file system ROOT; see root.h. */
void isolation_add_root(const char *root, struct words *words);

/* The words that start this program, whose path is SELF, so isolated, in ROOT; NULL or empty: here. Another
 * root takes a PID namespace. */
void isolation_add_words(enum isolation isolation, const char *root, const char *self, struct words *words);

#endif
