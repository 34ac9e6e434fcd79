/* What is known of a run: one list of differences, or two as one; FORMAT.md specifies them, results/known. */
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
    const char *path;   /* of the list that it is in */
    size_t line;        /* there */
};

/* That of a platform, and that of an architecture. */
enum { KNOWN_LISTS_MOST = 2 };

struct known_file {
    const char *paths[KNOWN_LISTS_MOST];
    size_t path_count;
    const struct known_line *lines; /* in the order of the files */
    size_t count;
    struct known_store *store;
};

/* Reads a whole file. Returns NULL with TROUBLE filled on any defect. Free with known_file_free. */
struct known_file *known_file_load(const char *path, struct trouble *trouble);

/* Reads from 1 to KNOWN_LISTS_MOST files as if they were one: no difference may be in two of them. */
struct known_file *known_files_load(const char *const *paths, size_t count, struct trouble *trouble);
void known_file_free(struct known_file *known); /* NULL is allowed */

/* False, with TROUBLE filled, if PATH, which is to be written, is one of the files (output.h). NULL is
 * allowed. */
bool known_file_spared(const struct known_file *known, const char *path, struct trouble *trouble);

/* The line for exactly this difference, or NULL. */
const struct known_line *known_file_find(const struct known_file *known, const char *id, const char *label,
                                         const char *seen);

#endif
