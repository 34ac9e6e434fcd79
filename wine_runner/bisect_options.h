/* The options of `twinpipe bisect`. */
#ifndef WINE_RUNNER_BISECT_OPTIONS_H
#define WINE_RUNNER_BISECT_OPTIONS_H

#include "results/trouble.h"
#include "wine_runner/words.h"

#include <stdbool.h>

struct bisect_options {
    const char *behaviour;
    struct words wines;      /* of --wine */
    const char *builds;      /* a file, or NULL */
    const char *fingerprint; /* or NULL */
    const char *known;       /* a list or a directory of lists, or NULL */
    const char *architecture;
    const char *binary; /* NULL: the one that was built with this program */
    const char *output;
    unsigned repeats;  /* 0: as many as it takes */
    double confidence; /* above 0, below 1 */
    bool help;
};

/* What the ids of scenarios begin with, as `twinpipe run --schedules` has them. */
#define BISECT_SCHEDULES "schedules/"

bool bisect_is_of_schedules(const char *behaviour);

/* Reads argv, whose first word is the command. Strings but those of `wines` are argv's; free that with
 * words_free in any case. False with TROUBLE filled. */
bool bisect_options_parse(int argc, char **argv, struct bisect_options *options, struct trouble *trouble);

#endif
