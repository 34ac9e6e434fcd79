/* What `twinpipe bisect` prints. */
#ifndef WINE_RUNNER_BISECT_REPORT_H
#define WINE_RUNNER_BISECT_REPORT_H

#include "wine_runner/bisect_builds.h"
#include "wine_runner/bisect_search.h"

/* A line on standard output for build INDEX, once its verdict is known. */
void bisect_report_build(const struct bisect *bisect, const struct builds *builds, size_t index);

/* The answer. */
void bisect_report_found(const struct bisect *bisect, const struct builds *builds);
void bisect_report_alike(const struct bisect *bisect, const struct builds *builds);

#endif
