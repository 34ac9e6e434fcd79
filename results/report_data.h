/* What a report shows, as JSON: runs, behaviours, differences. The page draws itself from it. */
#ifndef RESULTS_REPORT_DATA_H
#define RESULTS_REPORT_DATA_H

#include "judgement.h"

#include <jansson.h>

struct report_run {
    struct run_file *file;
    struct known_file *known;    /* NULL: nobody said which differences are known */
    struct judgement *judgement; /* of file against known */
};

/* Returns NULL when memory runs out. */
json_t *report_data(const struct report_run *runs, size_t count);

#endif
