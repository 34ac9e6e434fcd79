/* A schedule, and its text. Plain C: fuzzed and tested outside of Windows, too.
 *
 * The text has one item for each choice there was, joined by commas, equal ones with a count: `2x3,1,a,=1`.
 *   digits  the thread of that number: 1 is the first of the scenario's threads, later ones follow
 *   a, b... the first, second... platform step that could be taken
 *   =N      the answer number N of a set
 *   t       time passes
 * Numbers are at most 999. One thread; memory that runs out ends the program.
 */
#ifndef TWINPIPE_SCHEDULE_TEXT_H
#define TWINPIPE_SCHEDULE_TEXT_H

#include <stddef.h>
#include "../model/choice_kind.h"

/* Longer than any exploration goes (--steps): what is longer is refused before memory is taken for it. */
#define SCHEDULE_MOST 2000000

#define SCHEDULE_ITEM(kind_, value_) ((unsigned short)((unsigned int)(kind_) << 12 | ((value_)&0xfff)))

struct schedule {
    unsigned short *items; /* SCHEDULE_ITEM of each choice; the caller frees them */
    unsigned int count, room;
};

void schedule_clear(struct schedule *schedule);
void schedule_append(struct schedule *schedule, unsigned short item);
void schedule_cut(struct schedule *schedule, unsigned int count);

/* Valid until the next call. */
const char *schedule_text(const struct schedule *schedule);

/* An item and its count; how many characters they are, 0 if there is none. */
size_t schedule_read_item(const char *text, unsigned short *item, unsigned int *repeated);

/* Adds what the text has, which has no problem. */
void schedule_read(struct schedule *schedule, const char *text);

/* NULL if the text has the form of a schedule, else what is wrong with it. */
const char *schedule_problem(const char *text);

#endif
