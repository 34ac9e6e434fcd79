/* In the place of conformance/counted.h in a Wine tree: what that Wine is known to do differently is marked,
 * and the table of the seam is filled before a unit begins, since Wine's start-up code calls no constructors.
 *
 * A mark holds for the exact value that is known: any other is a failure, and so is a conforming one that
 * was known to differ always.
 */
#ifndef TWINPIPE_COUNTED_H
#define TWINPIPE_COUNTED_H

#include "known.h"
#include "../seam/seam.h"

#ifdef flaky_wine_if
#define SOMETIMES_(conforms_) flaky_wine_if(known_of_last() == KNOWN_SOMETIMES)
#else /* an older Wine: a todo, but only when it happens, so that it fails neither way */
#define SOMETIMES_(conforms_) todo_wine_if(known_of_last() == KNOWN_SOMETIMES && !(conforms_))
#endif

#define count_check(conforms_)                                                                               \
    todo_wine_if(known_of_last() == KNOWN_ALWAYS) SOMETIMES_(conforms_)                                      \
        ok(conforms_, "%s\n", observe_message())

#undef START_TEST
#define START_TEST(name_)                                                                                    \
    static void unit_##name_(void);                                                                          \
    void func_##name_(void)                                                                                  \
    {                                                                                                        \
        seam_begin();                                                                                        \
        unit_##name_();                                                                                      \
    }                                                                                                        \
    static void unit_##name_(void)

#endif
