/* The two forms in which `check` tells what it found. Nothing else includes this. */
#ifndef RESULTS_CHECK_VIEW_H
#define RESULTS_CHECK_VIEW_H

#include "judgement.h"

#include <stdio.h>

/* Text for people and logs; its last line is "N passed, N failed, N skipped". MISSED is a list of
 * the run that lies beside those that were looked at (known_lists.h); NULL if there is none. */
void check_write_text(FILE *out, const struct judgement *judgement, const char *missed);

/* One new difference, and the line that would make it a known one. */
void check_write_new(FILE *out, const struct difference *difference);

/* A known line whose behaviour does not exist. */
void check_write_undeclared(FILE *out, const struct known_line *line);

/* A JUnit document: a test case a behaviour, and a failed one for every undeclared line. The caller frees it;
 * SIZE is its length in bytes. */
char *check_junit(const struct judgement *judgement, size_t *size);

#endif
