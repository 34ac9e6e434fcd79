/* What a run can be asked to choose between: the next thread, a step of the platform, that time passes, an
 * answer of a set. Schedules are written with these; the values are part of nothing else. */
#ifndef TWINPIPE_CHOICE_KIND_H
#define TWINPIPE_CHOICE_KIND_H

enum choice_kind { CHOICE_THREAD, CHOICE_PLATFORM, CHOICE_TIME, CHOICE_ANSWER };

#endif
