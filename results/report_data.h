/* What a report shows, as JSON: runs, behaviours, differences. The page draws itself from it. */
#ifndef RESULTS_REPORT_DATA_H
#define RESULTS_REPORT_DATA_H

#include "judgement.h"

#include <jansson.h>

/* After what a list is named that a run was given: the later goes before the earlier. */
enum report_known_rank {
    REPORT_KNOWN_NONE,
    REPORT_KNOWN_DIRECTORY,
    REPORT_KNOWN_PLATFORM,
    REPORT_KNOWN_ARCHITECTURE,
    REPORT_KNOWN_SCHEDULES,
};

struct report_run {
    struct run_file *file;
    struct known_file *known;     /* NULL: nobody said which differences are known */
    struct known_file *own_known; /* loaded for this run alone, and freed with it; NULL if none was */
    enum report_known_rank known_rank;
    struct judgement *judgement; /* of file against known */
};

/* Returns NULL when memory runs out. */
json_t *report_data(const struct report_run *runs, size_t count);

#endif
