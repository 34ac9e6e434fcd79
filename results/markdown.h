/* Text as Markdown that shows it literally, inside a table or outside. */
#ifndef RESULTS_MARKDOWN_H
#define RESULTS_MARKDOWN_H

#include <stdio.h>

/* Running text: every character that Markdown or HTML gives a meaning is escaped, but `_`
 * between letters or digits, where it has none. */
void markdown_text(FILE *out, const char *text);

/* A code span. */
void markdown_code(FILE *out, const char *text);

#endif
