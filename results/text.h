/* Text that came from a file and goes to a terminal. */
#ifndef RESULTS_TEXT_H
#define RESULTS_TEXT_H

#include <stddef.h>

/* Makes each control character one question mark, in place: C0 but for line feed and tab, DEL, C1 (valid
 * UTF-8, and an escape to many terminals), and the controls that turn the direction of text around (U+202A to
 * U+202E, U+2066 to U+2069), which can make a line read as another. Returns the new size; text is not
 * terminated anew. */
size_t text_silence(char *text, size_t size);

#endif
