/* The Debian suites that `twinpipe wines install` knows, and the ways to ask mmdebstrap for one. */
#ifndef WINE_RUNNER_SUITE_H
#define WINE_RUNNER_SUITE_H

#include "wine_runner/words.h"

#include <stdbool.h>
#include <stddef.h>

/* From the best to the last: a way is tried where those before it failed. */
struct suite_way {
    const char *architectures; /* as mmdebstrap wants them */
    const char *packages;
    bool is_bare;       /* the suite as it was released, without its updates */
    const char *result; /* what it gives, for a person */
};

extern const struct suite_way suite_ways[];
extern const size_t suite_way_count;

/* Oldest first; NULL ends them. */
extern const char *const suite_names[];

bool suite_is_known(const char *suite);

/* Whether WAY makes sense for SUITE: sid has no updates. */
bool suite_has_way(const char *suite, const struct suite_way *way);

/* Adds the words that make SUITE, whose signatures are checked with KEYRING, as TARGET: a tar archive, or a
 * directory if that is what is there. What is downloaded goes to the directory PACKAGES, and what is there
 * already is not downloaded again; NULL is none. For that mmdebstrap must be one that may mount, in a mount
 * namespace of its own; one older than 1.0.0 leaves PACKAGES alone. */
void suite_add_words(const char *suite, const struct suite_way *way, const char *keyring, const char *target,
                     const char *packages, struct words *words);

#endif
