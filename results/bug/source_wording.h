/* What a test says of the value that it looks at: the expression, as the preprocessor leaves it.
 *
 * Around it these are looked through: `!!(E)`, `(SetLastError(0xdeadbeef), observe_result(E))`, a cast to
 * `unsigned int`, `DWORD`, `ULONG` or `int`, parentheses, and E != 0 where E is plain. What remains is
 * understood in these forms only:
 *
 *   plain         a call, a variable, a member, `*pointer`: no operator but `->` and `.` outside parentheses
 *   at least      E >= NUMBER, where E is plain and says `count`
 *   elapsed       GetTickCount64() - start >= NUMBER, or NUMBER - NUMBER
 *   not expired   E != 258, which is WAIT_TIMEOUT, where E is plain
 *   an export     seam_lookup("NAME"), alone or != ((void *)0)
 *
 * Of any other form, a negation or a comparison among them, no call can be said to tell the value: the
 * reproducer is refused. A plain one may name the call, which then is looked at and no other; a word of it
 * may tell which field is meant (source_stored.c). TRUE and FALSE, which most calls return, are looked for in
 * calls that are named, and in waits where a function of a fixture is named that waits. Of other values that
 * no call is named for, the calls that return or store them are guessed, the nearest first; where the value
 * is 0 or 1 the likeliest one alone. What a guess shows when it is run decides. */
#ifndef RESULTS_BUG_SOURCE_WORDING_H
#define RESULTS_BUG_SOURCE_WORDING_H

#include "results/bug/program.h"

enum wording_form {
    WORDING_PLAIN,
    WORDING_AT_LEAST,
    WORDING_ELAPSED,
    WORDING_NOT_EXPIRED,
    WORDING_EXPORT,
    WORDING_OTHER,
};

struct wording {
    enum wording_form form;
    const char *text; /* what is looked at: E; of an export its name */
    uint64_t least;   /* of WORDING_AT_LEAST and WORDING_ELAPSED */
};

/* The texts belong to PROGRAM. */
struct wording wording_read(struct program *program, const char *expression);

/* Whether NAME stands in TEXT as a word of its own. */
bool wording_names(const char *text, const char *name);
/* Whether TEXT ends with the word NAME. */
bool wording_ends(const char *text, const char *name);

#endif
