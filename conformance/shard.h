/* The share of one machine of several: `--shard 2/3` is the second of three.
 *
 * Which behaviours it has depends on the binary and on what --only, --without-slow and --schedules choose,
 * never on time: in the order of the registry they are dealt out one by one, first the ordinary ones, then,
 * where those ended, the slow ones. So shares differ by at most one behaviour, by at most one ordinary and by
 * at most one slow one, and together they are the whole.
 */
#ifndef TWINPIPE_SHARD_H
#define TWINPIPE_SHARD_H

#include "behaviour.h"

#define SHARDS_MOST 1000

/* Reads "K/N", K from 1 to N, N up to SHARDS_MOST, into run_options. Returns 0 for any other text. */
int shard_read(const char *text);

/* Whether the share has what is_chosen() (run_options.h); always without a share. */
int shard_has(const struct behaviour *behaviour);

/* Whether every share has a behaviour; says on stderr why not, with what was asked for, and returns 0. */
int shards_are_filled(void);

#endif
