/* The call seam: tests, fixtures and writer call Win32 as any program does, and their import symbols are
 * redefined to seam_import_NAME, a pointer that holds the real function until a layer is installed. Driver,
 * recorder, winetest and C runtime are linked as usual and always reach the real platform.
 *
 * A layer takes a call over by putting a function of the call's own type into the table, and reaches what was
 * there before through the pointer that it found. So layers stack; they are installed in the order model,
 * steer, perturb, trace, before the first behaviour, and stay. A layer that a behaviour needs for itself
 * (answers.h, failing.h) may come later: SEAM_LAY puts it under a trace that is there already, so that the
 * trace shows what the behaviour was told.
 *
 * Threads: a layer is installed while no other thread makes the calls that it takes over.
 */
#ifndef TWINPIPE_SEAM_H
#define TWINPIPE_SEAM_H

#include <windows.h>
#include <winternl.h>

/* For tables of replacements; it converts to and from every pointer of the tables, whose types are then
 * unchecked. */
typedef void *seam_function __attribute__((may_alias));

/* Every call of calls.h, as a type: a layer's place for what it found. */
struct seam_calls {
#define SEAM_CALL(type_, name_, parameters_, arguments_, form_) type_(WINAPI *name_) parameters_;
#include "calls.h"
#undef SEAM_CALL
};

#define SEAM_CALL(type_, name_, parameters_, arguments_, form_)                                              \
    extern type_(WINAPI *seam_import_##name_) parameters_;
#include "calls.h"
#undef SEAM_CALL

/* What the wrong answers of perturb_*.c are made over, whose own calls are redefined to these: the platform.
 */
#define SEAM_CALL(type_, name_, parameters_, arguments_, form_)                                              \
    extern type_(WINAPI *seam_beneath_##name_) parameters_;
#include "calls.h"
#undef SEAM_CALL

/* Fills the table. Called before main() by itself; where start-up code calls no constructors (Wine's) a unit
 * does it first. */
void seam_begin(void);

/* What the trace found and calls, NULL while there is none. */
extern struct seam_calls *seam_under_trace;

/* The place of a call where the next layer goes. */
#define SEAM_TOP(name_) (*(seam_under_trace ? &seam_under_trace->name_ : &seam_import_##name_))

/* Puts function_, of the call's type, there, once; what was there is in below_->name_ from then on. */
#define SEAM_LAY(name_, function_, below_)                                                                   \
    do {                                                                                                     \
        __typeof__((below_)->name_) laid_ = (function_);                                                     \
        if (!(below_)->name_) {                                                                              \
            (below_)->name_ = SEAM_TOP(name_);                                                               \
            SEAM_TOP(name_) = laid_;                                                                         \
        }                                                                                                    \
    } while (0)

/* Every call of lookups.h, as a type. */
struct seam_lookups {
#define SEAM_LOOKUP(module_, type_, name_, parameters_, arguments_, form_) type_(WINAPI *name_) parameters_;
#include "lookups.h"
#undef SEAM_LOOKUP
};

/* A function that this platform may lack, by name, from the table of lookups.h; NULL if it does. A name that
 * is not in the table is a mistake in the caller and ends the process. */
void *seam_lookup(const char *name);

/* Puts function in the place of a looked-up name, under a trace if there is one; seam_lookup() before it says
 * what was there. NULL: the platform is to lack it. */
void seam_replace_lookup(const char *name, void *function);

extern struct seam_lookups seam_lookup_types; /* nowhere defined: for its types alone */

/* The same with the type checked. */
#define SEAM_REPLACE_LOOKUP(name_, function_)                                                                \
    do {                                                                                                     \
        __typeof__(seam_lookup_types.name_) checked_ = (function_);                                          \
        seam_replace_lookup(#name_, (void *)checked_);                                                       \
    } while (0)

/* For the trace: found[] is filled with what the names give, NULL for what the platform lacks, and is what
 * seam_replace_lookup() changes from now on; the names that it has give over[] instead. */
void seam_trace_lookups(struct seam_lookups *found, const struct seam_lookups *over);

#endif
