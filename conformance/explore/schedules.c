/* Which of the choices that there are an item of a schedule names. */
#include "explore.h"

#define FIRST_ID 8 /* the thread that runs begin and end is number 0, with the id 4 */

/* Platform steps by their place among those that there are. */
static unsigned short code_of(const struct choice *choices, unsigned int chosen)
{
    unsigned int place = 0;

    switch (choices[chosen].kind) {
    case CHOICE_THREAD:
        return SCHEDULE_ITEM(CHOICE_THREAD, (choices[chosen].thread->id - FIRST_ID) / 4 + 1);
    case CHOICE_PLATFORM:
        while (chosen--)
            place += choices[chosen].kind == CHOICE_PLATFORM;
        return SCHEDULE_ITEM(CHOICE_PLATFORM, place);
    case CHOICE_TIME:
        return SCHEDULE_ITEM(CHOICE_TIME, 0);
    default:
        return SCHEDULE_ITEM(CHOICE_ANSWER, chosen);
    }
}

void schedule_add(struct schedule *schedule, const struct choice *choices, unsigned int chosen)
{
    schedule_append(schedule, code_of(choices, chosen));
}

int schedule_index(unsigned short item, const struct choice *choices, unsigned int count)
{
    for (unsigned int i = 0; i < count; i++)
        if (code_of(choices, i) == item)
            return (int)i;
    return -1;
}

int schedule_next(struct schedule_reader *reader, const struct choice *choices, unsigned int count)
{
    if (!reader->left) {
        size_t length = *reader->at ? schedule_read_item(reader->at, &reader->item, &reader->left) : 0;

        if (!length)
            return -1;
        reader->at += length;
        reader->at += *reader->at == ',';
    }
    reader->left--;
    return schedule_index(reader->item, choices, count);
}
