/* A schedule in memory is an item for each choice: the kind, and which. */
#include <stdio.h>
#include <stdlib.h>
#include "schedule_text.h"

void schedule_clear(struct schedule *schedule)
{
    schedule->count = 0;
}

void schedule_cut(struct schedule *schedule, unsigned int count)
{
    if (count < schedule->count)
        schedule->count = count;
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

static int is_digit(char character)
{
    return character >= '0' && character <= '9';
}

/* More than most, or nothing: none. */
static int read_number(const char **at, unsigned int most, unsigned int *number)
{
    const char *first = *at;

    for (*number = 0; is_digit(**at) && *number <= most; (*at)++)
        *number = *number * 10 + (unsigned int)(**at - '0');
    return *at != first && *number <= most;
}

static int read_choice(const char **at, unsigned short *item)
{
    enum choice_kind kind = is_digit(**at) ? CHOICE_THREAD : **at == '=' ? CHOICE_ANSWER : CHOICE_PLATFORM;
    unsigned int number;

    if (**at == 't' || (**at >= 'a' && **at <= 's')) {
        *item = **at == 't' ? SCHEDULE_ITEM(CHOICE_TIME, 0) : SCHEDULE_ITEM(CHOICE_PLATFORM, **at - 'a');
        (*at)++;
        return 1;
    }
    *at += kind == CHOICE_ANSWER;
    if (kind == CHOICE_PLATFORM || !read_number(at, 999, &number))
        return 0;
    *item = SCHEDULE_ITEM(kind, number);
    return 1;
}

size_t schedule_read_item(const char *text, unsigned short *item, unsigned int *repeated)
{
    const char *at = text;

    *repeated = 1;
    if (!read_choice(&at, item))
        return 0;
    if (*at == 'x') {
        at++;
        if (!read_number(&at, SCHEDULE_MOST, repeated) || !*repeated)
            return 0;
    }
    return !*at || (*at == ',' && at[1]) ? (size_t)(at - text) : 0;
}

void schedule_read(struct schedule *schedule, const char *text)
{
    unsigned short item;
    unsigned int repeated;
    size_t length;

    for (; *text && (length = schedule_read_item(text, &item, &repeated));
         text += length + (text[length] == ','))
        while (repeated--)
            schedule_append(schedule, item);
}

const char *schedule_problem(const char *text)
{
    static char problem[64];
    unsigned long long choices = 0;
    unsigned short item;
    unsigned int repeated;
    size_t length;

    for (const char *at = text; *at; at += length + (at[length] == ',')) {
        if (!(length = schedule_read_item(at, &item, &repeated))) {
            snprintf(problem, sizeof(problem), "no item of a schedule at '%.20s'", at);
            return problem;
        }
        if ((choices += repeated) > SCHEDULE_MOST)
            return "a schedule of more than two million choices";
    }
    return NULL;
}
