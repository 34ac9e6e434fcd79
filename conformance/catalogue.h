/* What the binary holds, without running it. */
#ifndef TWINPIPE_CATALOGUE_H
#define TWINPIPE_CATALOGUE_H

/* The ids of what run_options selects, one a line. */
void list_behaviours(void);

/* TSV with a header line: id, provenance, confidence, facts, file, line, slow, source, and the allowed values
 * as "label = values" joined by "; ". An observation believed less than its behaviour has its provenance in
 * brackets. */
void print_catalogue(void);

#endif
