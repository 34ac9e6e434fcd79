/* What an exploration that was stopped has seen and where it goes on, as a file: lines of tab-separated text.
 *
 *     twinpipe-checkpoint  1
 *     binary       SHA-256 of the program: schedules of another one are others
 *     scenario     its id
 *     preemptions  the bound
 *     reduction    1 or 0
 *     steps        that a run may have
 *     schedules    explored so far
 *     cut          runs that were not worth their end
 *     path         for each choice on the way to the next run: TAKEN/COUNT, joined by commas
 *     outcome, violation   times, text, schedule
 *     end          the CRC-32 of all before
 */
#ifndef TWINPIPE_CHECKPOINT_H
#define TWINPIPE_CHECKPOINT_H

#include "search_tree.h"

struct checkpoint {
    unsigned long long schedules, cut;
    struct search_place *path;
    unsigned int depth;
    char *text; /* the file */
};

/* NULL, or what is wrong: a sentence that stays valid until the next call. */
const char *checkpoint_read(const char *file, const struct scenario *scenario,
                            const struct search_options *options, struct checkpoint *checkpoint);
void checkpoint_outcomes(const struct checkpoint *checkpoint, struct outcomes *outcomes);
/* In the place of what was there, once it is whole. NULL, or what is wrong. */
const char *checkpoint_write(const struct search_options *options, const struct scenario *scenario,
                             const struct search *search, const struct outcomes *outcomes,
                             const struct search_result *result);
int checkpoint_exists(const char *file);
void checkpoint_remove(const char *file);

#endif
