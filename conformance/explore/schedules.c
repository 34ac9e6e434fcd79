/* A schedule in memory is a code for each choice: the kind, and which. */
#include <stdio.h>
#include <stdlib.h>
#include "explore.h"

#define FIRST_ID 8 /* the thread that runs begin and end is number 0, with the id 4 */
#define CODE(kind_, value_) ((unsigned short)((unsigned int)(kind_) << 12 | ((value_)&0xfff)))

void schedule_clear(struct schedule *schedule)
{
    schedule->count = 0;
}

void schedule_cut(struct schedule *schedule, unsigned int count)
{
    if (count < schedule->count)
        schedule->count = count;
}

/* Platform steps by their place among those that there are. */
static unsigned short code_of(const struct choice *choices, unsigned int chosen)
{
    unsigned int place = 0;

    switch (choices[chosen].kind) {
    case CHOICE_THREAD:
        return CODE(CHOICE_THREAD, (choices[chosen].thread->id - FIRST_ID) / 4 + 1);
    case CHOICE_PLATFORM:
        while (chosen--)
            place += choices[chosen].kind == CHOICE_PLATFORM;
        return CODE(CHOICE_PLATFORM, place);
    case CHOICE_TIME:
        return CODE(CHOICE_TIME, 0);
    default:
        return CODE(CHOICE_ANSWER, chosen);
    }
}

static void *grown(void *memory, size_t size)
{
    void *larger = realloc(memory, size);

    if (!larger)
        abort();
    return larger;
}

void schedule_append(struct schedule *schedule, unsigned short item)
{
    if (schedule->count == schedule->room) {
        schedule->room = schedule->room ? 2 * schedule->room : 1024;
        schedule->items = grown(schedule->items, schedule->room * sizeof(*schedule->items));
    }
    schedule->items[schedule->count++] = item;
}

void schedule_add(struct schedule *schedule, const struct choice *choices, unsigned int chosen)
{
    schedule_append(schedule, code_of(choices, chosen));
}

static void name(char text[12], unsigned short item)
{
    unsigned int value = item & 0xfff;

    switch (item >> 12) {
    case CHOICE_THREAD:
        snprintf(text, 12, "%u", value);
        break;
    case CHOICE_PLATFORM:
        snprintf(text, 12, "%c", 'a' + (char)(value < 18 ? value : 18));
        break;
    case CHOICE_TIME:
        snprintf(text, 12, "t");
        break;
    default:
        snprintf(text, 12, "=%u", value);
    }
}

const char *schedule_text(const struct schedule *schedule)
{
    static char *text;
    size_t used = 0;
    char item[12];

    text = grown(text, (size_t)schedule->count * 12 + 1);
    *text = 0;
    for (unsigned int i = 0, same; i < schedule->count; i += same) {
        for (same = 1; i + same < schedule->count && schedule->items[i + same] == schedule->items[i]; same++)
            ;
        name(item, schedule->items[i]);
        used += (size_t)sprintf(text + used, same > 1 ? "%s%sx%u" : "%s%s", i ? "," : "", item, same);
    }
    return text;
}

static unsigned int read_number(const char **at, unsigned int most)
{
    unsigned int number = 0;

    while (**at >= '0' && **at <= '9' && number <= most)
        number = number * 10 + (unsigned int)(*(*at)++ - '0');
    return number;
}

static int is_digit(char character)
{
    return character >= '0' && character <= '9';
}

/* An item and its count; how many characters they are, 0 if there is none. */
static size_t read_item(const char *text, unsigned short *item, unsigned int *repeated)
{
    const char *at = text;

    if (is_digit(*at)) {
        *item = CODE(CHOICE_THREAD, read_number(&at, 999));
    } else if (*at == '=' && is_digit(at[1])) {
        at++;
        *item = CODE(CHOICE_ANSWER, read_number(&at, 999));
    } else if (*at == 't') {
        at++;
        *item = CODE(CHOICE_TIME, 0);
    } else if (*at >= 'a' && *at <= 's') {
        *item = CODE(CHOICE_PLATFORM, *at++ - 'a');
    } else {
        return 0;
    }
    *repeated = 1;
    if (*at == 'x') {
        at++;
        *repeated = is_digit(*at) ? read_number(&at, 9999999) : 0;
    }
    return *repeated && (!*at || (*at == ',' && at[1])) ? (size_t)(at - text) : 0;
}

void schedule_read(struct schedule *schedule, const char *text)
{
    unsigned short item;
    unsigned int repeated;
    size_t length;

    for (; *text && (length = read_item(text, &item, &repeated)); text += length + (text[length] == ','))
        while (repeated--)
            schedule_append(schedule, item);
}

const char *schedule_problem(const char *text)
{
    static char problem[64];
    unsigned short item;
    unsigned int repeated;
    size_t length;

    for (const char *at = text; *at; at += length + (at[length] == ','))
        if (!(length = read_item(at, &item, &repeated))) {
            snprintf(problem, sizeof(problem), "no item of a schedule at '%.20s'", at);
            return problem;
        }
    return NULL;
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
        size_t length = *reader->at ? read_item(reader->at, &reader->item, &reader->left) : 0;

        if (!length)
            return -1;
        reader->at += length;
        reader->at += *reader->at == ',';
    }
    reader->left--;
    return schedule_index(reader->item, choices, count);
}
