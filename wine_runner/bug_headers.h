/* Wine's wine/test.h, which a reproducer needs that is a unit for a Wine tree. It is no part of this project:
 * the build fetches it, and `make install` installs what the build has. */
#ifndef WINE_RUNNER_BUG_HEADERS_H
#define WINE_RUNNER_BUG_HEADERS_H

#include "results/trouble.h"

/* Puts it, and what it includes, into DIRECTORY/wine, so that `-I.` finds it there. SELF is this program.
 * False with TROUBLE filled if there is none, or it cannot be copied. */
bool bug_headers_copy(const char *self, const char *directory, struct trouble *trouble);

/* Removes it again. */
void bug_headers_remove(const char *directory);

#endif
