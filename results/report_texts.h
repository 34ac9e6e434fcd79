/* Texts for the report, each once. */
#ifndef RESULTS_REPORT_TEXTS_H
#define RESULTS_REPORT_TEXTS_H

#include "pair_map.h"
#include "run_file.h"

#include <jansson.h>

struct report_texts {
    json_t *array;
    struct pair_map known;
};

void report_texts_begin(struct report_texts *texts);

/* Appends TEXT, or all of REMARK's list, in order, unless it is there. All texts must be of one run file,
 * where equal ones are the same pointer. */
void report_texts_add(struct report_texts *texts, const char *text);
void report_texts_add_remarks(struct report_texts *texts, const struct run_remark *remark);

/* The array, which is the caller's. */
json_t *report_texts_end(struct report_texts *texts);

#endif
