/* Trouble: why something could not be done, as one line for a person.
 *
 * A function that can fail takes a struct trouble and fills it only when it fails. The text names
 * file and line where there are any, then what is wrong and what to do. It has no program name in front and
 * no line feed at its end; longer texts are cut. What a terminal would act upon (see printable.h) is
 * replaced, so that names and text of a damaged or hostile file can stand in it. */
#ifndef RESULTS_TROUBLE_H
#define RESULTS_TROUBLE_H

#include <stdbool.h>

struct trouble {
    char text[1024];
};

/* Always returns false, so that a failing function can end with it. */
bool trouble_set(struct trouble *trouble, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
