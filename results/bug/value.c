#include "results/bug/value.h"

#include "results/memory.h"

#include <ctype.h>
#include <errno.h>
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
    {"error", "last error 0", 0xfffffffe},
    {"result", "FALSE, last error 0", 0xfffffffe},
    {"wait", "WAIT_FAILED", 0xffffffff},
    {"status", "STATUS_SUCCESS", 0},
};

/* Decimal, or hexadecimal with 0x in front. *END is behind it. */
static bool parse_digits(const char *text, const char **end, uint64_t *value)
{
    char *stop;
    const int base = !strncmp(text, "0x", 2) ? 16 : 10;
    errno = 0;
    *value = isdigit((unsigned char)*text) ? strtoull(text, &stop, base) : 0;
    if (!isdigit((unsigned char)*text) || errno)
        return false;
    *end = stop;
    return true;
}

/* "ERROR_NOT_FOUND (1168)", "status 0xdeadbabe", "300" */
static bool parse_number(const char *text, uint64_t *value)
{
    const char *place = strrchr(text, '('), *end;
    if (place)
        return parse_digits(place + 1, &end, value) && !strcmp(end, ")");
    place = strrchr(text, ' ');
    return parse_digits(place ? place + 1 : text, &end, value) && !*end;
}

/* "50..3000" */
static bool parse_range(const char *text, struct value_range *range)
{
    const char *end;
    return parse_digits(text, &end, &range->low) && !strncmp(end, "..", 2) &&
           parse_digits(end + 2, &end, &range->high) && !*end && range->low <= range->high;
}

static bool parse_one(const char *kind, const char *text, struct value_range *range)
{
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!strcmp(words[i].kind, kind) && !strcmp(words[i].word, text)) {
            range->low = range->high = words[i].value;
            return true;
        }
    if (strstr(text, ".."))
        return parse_range(text, range);
    if (!parse_number(text, &range->low))
        return false;
    range->high = range->low;
    return true;
}

static bool parse_all(const char *kind, char *rest, struct values *values, struct trouble *trouble)
{
    const char *text;
    while ((text = rest)) {
        char *next = strstr(rest, " | ");
        if (next)
            *next = '\0';
        rest = next ? next + 3 : NULL;
        if (values->count == VALUES_MOST)
            return trouble_set(trouble, "more than %d values are allowed, the most that are read",
                               VALUES_MOST);
        if (!parse_one(kind, text, &values->list[values->count++]))
            return trouble_set(trouble, "what is allowed is no number: %s", text);
    }
    return true;
}

bool values_parse(const char *kind, const char *text, struct values *values, struct trouble *trouble)
{
    *values = (struct values){0};
    if (!strcmp(kind, "text"))
        return trouble_set(trouble, "what is allowed is no number: %s", text);
    char *copy = memory_present(strdup(text));
    const bool is_parsed = parse_all(kind, copy, values, trouble);
    free(copy);
    return is_parsed;
}

bool values_hold(const struct values *values, uint64_t value)
{
    for (size_t i = 0; i < values->count; i++)
        if (value >= values->list[i].low && value <= values->list[i].high)
            return true;
    return false;
}
