/* The one line that names a difference: the title of report.md, of repro.c and of the bug. */
#ifndef RESULTS_BUG_TITLE_H
#define RESULTS_BUG_TITLE_H

#include "results/bug/report.h"

/* "kernelbase: CancelIoEx says TRUE ...", of the form that Wine's bugzilla wants: the component, what is
 * wrong, a full stop. What is wrong is the reason of the known line without what other versions do, behind it
 * in brackets the call, if the reason names none and the label or the summary does. Without a known line it
 * is what is seen where the label names a call, else that the summary is not so. Free it with free(). */
char *bug_title(const struct bug *bug);

/* The function that the platform lacks, if that is the difference: such a behaviour notes its name. */
const char *bug_missing_function(const struct difference *difference);

/* Whether it is an outcome of the schedules of a scenario, of which it says that it was seen. */
bool bug_is_of_schedules(const struct difference *difference);

#endif
