/* What was seen, for the index: the most of it. */
#ifndef RESULTS_QUERY_ANSWERS_H
#define RESULTS_QUERY_ANSWERS_H

#include "query_insert.h"
#include "run_file.h"

/* Inserts the repeats of BEHAVIOUR, what was expected, and what was seen. */
void query_answers_fill(struct query_insert *insert, long long run, const struct run_behaviour *behaviour);

#endif
