/* What a run left in the output directory. */
#ifndef WINE_RUNNER_OUTCOME_H
#define WINE_RUNNER_OUTCOME_H

#include "results/trouble.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>

/* Whether PATH is there and is not the file that BEFORE describes. */
bool outcome_is_new(const char *path, const struct stat *before);

/* The exit code of a complete run file: 0 all conform, 1 some differ or SOMETHING_DIFFERS, 2 with TROUBLE
 * filled if the file cannot be read. */
int outcome_of_file(const char *path, bool something_differs, struct trouble *trouble);

/* One line for a person: `260 behaviours: 250 conforms, 9 differs, 1 crash`. */
void outcome_summary(const char *path, char *text, size_t size);

/* How many outcomes a working file holds; 0 if there is none. */
size_t outcome_count(const char *path);

bool outcome_file_exists(const char *path);

bool outcome_directory_is_full(const char *directory);

/* Why the binary gave up: the disk is full, or the last thing that it printed into LOG. */
void outcome_explain_trouble(const char *directory, const char *log, struct trouble *trouble);

/* Puts into TEXT what a working file has begun and not ended, "\\nID REPEAT\\n" each, as far as there is
 * room. Returns how many. */
size_t outcome_unfinished(const char *path, char *text, size_t size);

#endif
