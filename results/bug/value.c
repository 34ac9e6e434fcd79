#include "results/bug/value.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Words that carry no number. */
static const struct {
    const char *kind, *word;
    uint64_t value;
} words[] = {
    {"result", "TRUE", 0},
    {"boolean", "TRUE", 1},
    {"boolean", "FALSE", 0},
    {"event", "signaled", 1},
    {"event", "not signaled", 0},
    {"handle", "NULL", 0},
    {"handle", "INVALID_HANDLE_VALUE", 1},
    {"handle", "a handle", 2},
    {"error", "last error untouched", 0xdeadbeef},
    {"result", "FALSE, last error untouched", 0xdeadbeef},
    {"wait", "WAIT_FAILED", 0xffffffff},
    {"status", "STATUS_SUCCESS", 0},
};

/* "ERROR_NOT_FOUND (1168)", "status 0xdeadbabe", "300" */
static bool parse_number(const char *text, uint64_t *value)
{
    const char *place = strrchr(text, '(');
    char *end;
    if (place)
        place++;
    else
        place = strrchr(text, ' ') ? strrchr(text, ' ') + 1 : text;
    *value = strtoull(place, &end, 0);
    return end != place;
}

static bool parse_one(const char *kind, const char *text, struct value_range *range)
{
    const char *dots = strstr(text, "..");
    snprintf(range->text, sizeof range->text, "%.150s", text);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!strcmp(words[i].kind, kind) && !strcmp(words[i].word, text)) {
            range->low = range->high = words[i].value;
            return true;
        }
    if (!parse_number(text, &range->low))
        return false;
    range->high = dots ? strtoull(dots + 2, NULL, 0) : range->low;
    if (dots)
        range->low = strtoull(text, NULL, 0);
    return true;
}

bool values_parse(const char *kind, const char *text, struct values *values)
{
    char copy[1024], *rest = copy;
    *values = (struct values){0};
    if (!strcmp(kind, "text") || (size_t)snprintf(copy, sizeof copy, "%s", text) >= sizeof copy)
        return false;
    while (rest && values->count < VALUES_MOST) {
        char *next = strstr(rest, " | ");
        if (next)
            *next = '\0';
        if (!parse_one(kind, rest, &values->list[values->count++]))
            return false;
        rest = next ? next + 3 : NULL;
    }
    return true;
}

bool values_hold(const struct values *values, uint64_t value)
{
    for (size_t i = 0; i < values->count; i++)
        if (value >= values->list[i].low && value <= values->list[i].high)
            return true;
    return false;
}
