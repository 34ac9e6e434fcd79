/* The known differences of one platform, as FORMAT.md specifies results/known/WINE.tsv. */
#ifndef RESULTS_KNOWN_H
#define RESULTS_KNOWN_H

#include "trouble.h"

#include <stdbool.h>
#include <stddef.h>

/* What follows `#` lines and the version: the second line of every such file. */
#define KNOWN_COLUMNS "when\tid\tlabel\tseen\tfact\ttries\trate\tbug\treason"

/* What stands in a line that is suggested to a person, who has to write something else. */
#define KNOWN_BLANK_FACT "FACT"
#define KNOWN_BLANK_REASON "REASON"

enum { KNOWN_FILE_VERSION = 1, KNOWN_LEAST_TRIES = 100 };

/* Strings as in the file, escapes included; owned by the known_file. */
struct known_line {
    bool sometimes; /* else always */
    const char *id;
    const char *label;
    const char *seen;
    const char *fact;
    unsigned tries;     /* 0 for always */
    double rate;        /* 0 for always */
    const char *bug;    /* NULL if there is none */
    const char *reason; /* for people */
    size_t line;        /* in the file */
};

struct known_file {
    const char *path;
    const struct known_line *lines; /* in the order of the file */
    size_t count;
    struct known_store *store;
};

/* Reads a whole file. Returns NULL with TROUBLE filled on any defect. Free with known_file_free. */
struct known_file *known_file_load(const char *path, struct trouble *trouble);
void known_file_free(struct known_file *known); /* NULL is allowed */

/* The line for exactly this difference, or NULL. */
const struct known_line *known_file_find(const struct known_file *known, const char *id, const char *label,
                                         const char *seen);

#endif
