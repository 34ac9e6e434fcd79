/* What a build showed of one behaviour: its differences from what is allowed, each with how often it came. */
#ifndef WINE_RUNNER_BISECT_EVIDENCE_H
#define WINE_RUNNER_BISECT_EVIDENCE_H

#include "results/fingerprint.h"
#include "results/trouble.h"

#include <stdbool.h>
#include <stddef.h>

struct sighting {
    char fingerprint[FINGERPRINT_SIZE];
    char *label, *seen, *allowed;
    unsigned repeats; /* in how many it came, at least 1 */
};

/* Zero-initialise it. Strings are its own. */
struct evidence {
    struct sighting *list;
    size_t count, capacity;
    unsigned repeats; /* how many were made */
};

/* Fills EVIDENCE with what PATH, a complete run file, holds of BEHAVIOUR, in place of what it held. False
 * with TROUBLE filled if it holds nothing that a build can be judged by: no repeat, or none whose fixture
 * could be made. */
bool evidence_read(struct evidence *evidence, const char *path, const char *behaviour,
                   struct trouble *trouble);

void evidence_add(struct evidence *evidence, const char *fingerprint, const char *label, const char *seen,
                  const char *allowed, unsigned repeats);

/* NULL if it was not seen. */
const struct sighting *evidence_find(const struct evidence *evidence, const char *fingerprint);

void evidence_free(struct evidence *evidence);

#endif
