/* Which lists of known differences are those of a run. Of one whose platform is P and architecture A: P.tsv,
 * and beside it, if it is there, P-A.tsv; of a run of schedules P-schedules.tsv and P-schedules-A.tsv. */
#ifndef RESULTS_KNOWN_LISTS_H
#define RESULTS_KNOWN_LISTS_H

#include "known.h"
#include "run_file.h"

#include <limits.h>

/* Whether PATH is a directory, which has lists for more than one run. */
bool known_lists_is_directory(const char *path);

/* What is known of RUN by PATH: the list that it is, or those of the run if it is a directory. Returns NULL
 * with TROUBLE filled on any defect, and if a directory has no list of the run. Free with known_file_free. */
struct known_file *known_lists_load(const char *path, const struct run_file *run, struct trouble *trouble);

/* Calls VISIT with the list that PATH is, or with every one, *.tsv, of the directory. Returns false with
 * TROUBLE filled on any defect, and if a directory has none. */
bool known_lists_each(const char *path, void (*visit)(const struct known_file *known, void *data), void *data,
                      struct trouble *trouble);

/* Whether a directory has a list of the run. */
bool known_lists_has(const char *directory, const struct run_file *run);

/* Whether a list of the run lies beside those of KNOWN and is none of them: PATH becomes its path. */
bool known_lists_misses(const struct known_file *known, const struct run_file *run, char path[PATH_MAX]);

#endif
