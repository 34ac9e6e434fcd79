/* How runs, expectations and values are put into words, the same in every command. */
#ifndef RESULTS_WORDING_H
#define RESULTS_WORDING_H

#include "difference.h"
#include "run_file.h"

#include <stdio.h>

/* "expected of Windows as documented" and the like. Never says that anything was measured: an expectation is
 * not. */
const char *wording_expected(enum run_provenance provenance);

/* A value, and what is allowed, of an observation of a behaviour, as people read them: as they stand, but for
 * those of schedules, where `seen` and `not seen` of an outcome become sentences. */
const char *wording_value(const struct run_behaviour *behaviour, const char *value);
const char *wording_allowed(const struct run_behaviour *behaviour, const char *allowed);

/* "measured on Windows" if the run's platform is one, else "measured on wine-8.0". Writes into OUT. */
void wording_measured(FILE *out, const struct run_file *run);

/* "FILE: wine-8.0 (BUILD), x86_64, 2026-11-21, incomplete" on one line, without a line feed. */
void wording_run(FILE *out, const struct run_file *run);

/* What a single run is compared with, as a sentence and a line feed. */
void wording_against_allowed(FILE *out, const struct run_file *run);

/* "in 3 of 20 repeats", or nothing if the behaviour had one repeat. WITH stands before it. */
void wording_repeats(FILE *out, const char *with, size_t repeats, size_t all);

/* Plural: "1 difference", "2 differences". */
void wording_count(FILE *out, size_t count, const char *thing);

#endif
