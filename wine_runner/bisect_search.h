/* The search for the first build that changed a behaviour, in a list from the oldest to the newest: binary,
 * so it rests on that the change came once and stayed.
 *
 * What is compared is which differences from the allowed values a build shows. Those that the first and the
 * last build have in common (a race of both, say) say nothing of the change and are left out; every other one
 * that a build has and the first has not, or the other way about, makes it a changed one. What was not seen
 * is believed as far as bisect_odds.h says; a build that cannot be measured is passed over. */
#ifndef WINE_RUNNER_BISECT_SEARCH_H
#define WINE_RUNNER_BISECT_SEARCH_H

#include "results/trouble.h"
#include "wine_runner/bisect_evidence.h"

#include <stdbool.h>
#include <stddef.h>

enum { BISECT_REPEATS_FIRST = 10, BISECT_REPEATS_MOST = 1000 };

enum bisect_verdict { BISECT_UNMEASURED, BISECT_UNTESTABLE, BISECT_LIKE_FIRST, BISECT_CHANGED };

enum bisect_measured { MEASURED, NOT_MEASURED, MEASURING_STOPPED };

struct bisect_build {
    enum bisect_verdict verdict;
    struct evidence evidence;
    struct trouble reason; /* of an untestable one */
};

struct bisect {
    /* Measures build INDEX with REPEATS repeats. NOT_MEASURED, with TROUBLE filled: that build cannot be;
     * MEASURING_STOPPED: an interrupt, and the search ends. */
    enum bisect_measured (*measure)(void *data, size_t index, unsigned repeats, struct evidence *evidence,
                                    struct trouble *trouble);
    /* Tells of each build when its verdict is known; may be NULL. */
    void (*tell)(void *data, size_t index);
    void *data;
    struct bisect_build *builds; /* zero-initialised */
    size_t count;
    const char *fingerprint; /* of the only difference that counts, or the first digits of it; or NULL */
    unsigned repeats;        /* how many to begin with */
    bool fixed;              /* and to stay with; else as many more as the confidence wants */
    double asked;            /* the confidence of one verdict, below 1 */
    /* What came out: */
    size_t first, last; /* the ends that could be measured */
    size_t like;        /* the last build that is like the first */
    size_t changed;     /* the first changed one; with untestable ones between them it may be one of these */
    double rate;        /* of the rarest difference that tells the ends apart */
    double confidence;  /* that all verdicts are right; 0 if the ends are alike */
};

enum bisect_result { BISECT_FOUND, BISECT_ALIKE, BISECT_TROUBLE };

/* BISECT_ALIKE: the last build is like the first, and nothing between was measured. BISECT_TROUBLE, with
 * TROUBLE filled: fewer than two builds can be measured, or two differences begin with the fingerprint; or,
 * with nothing in TROUBLE, the search was stopped.
 */
enum bisect_result bisect_search(struct bisect *bisect, struct trouble *trouble);

/* Whether a fingerprint tells the ends apart, and is not left out. */
bool bisect_counts(const struct bisect *bisect, const char *fingerprint);

#endif
