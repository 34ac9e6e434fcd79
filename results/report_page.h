/* The report as one HTML file that needs nothing else. */
#ifndef RESULTS_REPORT_PAGE_H
#define RESULTS_REPORT_PAGE_H

#include <jansson.h>
#include <stdio.h>

/* Writes the page that shows DATA (see report_data.h). Errors of the stream are left for its owner to find.
 */
void report_page_write(FILE *file, const json_t *data);

#endif
