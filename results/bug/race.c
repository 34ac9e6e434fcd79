#include "results/bug/race.h"

#include "results/bug/reproducer_parts.h"

#include <string.h>

extern const char race_late_callback[], race_replaced_wait[], race_cancel_not_final[], race_pool_closed[],
    race_lost_signal[], race_port_closed[];

/* By what is seen: the same violation has the same reproducer, whichever program ran into it. */
static const struct race {
    const char *id; /* how it begins; empty: any */
    const char *label;
    const char *text;
    const char *shows; /* if that is the cause of what the label says; else NULL */
} races[] = {
    {"", "a callback has started after its callbacks were waited for", race_late_callback, NULL},
    {"threadpool-wait/", "a callback afterwards", race_late_callback, NULL},
    {"threadpool-wait/", "a callback lost", race_replaced_wait, NULL},
    {"schedules/", "cancel: success, write: aborted, pending when the call returns", race_cancel_not_final,
     NULL},
    {"cancel/qt-scheme", "a write after the stop is reported as failed", race_cancel_not_final,
     "a write is pending still when CancelIoEx has returned, which is behind it"},
    {"threadpool-wait/qt-scheme", "a write that was read is reported as failed", race_late_callback,
     "a callback starts after its callbacks were waited for, which is behind it"},
    {"schedules/", "write: aborted, before anybody has read", race_pool_closed, NULL},
    {"schedules/iocp-", "timeout", race_port_closed, NULL},
    {"schedules/threadpool-wait-", "the signal was lost", race_lost_signal, NULL},
};

const struct race *race_find(const char *id, const char *label)
{
    for (size_t i = 0; i < sizeof races / sizeof *races; i++)
        if (!strncmp(id, races[i].id, strlen(races[i].id)) && !strcmp(label, races[i].label))
            return &races[i];
    return NULL;
}

void race_write(FILE *out, const struct reproducer_about *of_difference, const struct race *race)
{
    struct reproducer_about shown = *of_difference, *about = &shown;
    if (race->shows)
        shown.label = race->shows;
    write_head(out, about);
    fputs(race->text, out);
    if (about->form == REPRODUCER_WINETEST)
        fputs("\nSTART_TEST(repro)\n{\n    int seen = difference();\n\n", out);
    else
        fputs("\nint main(void)\n{\n    int seen = difference();\n\n", out);
    write_outcome(out, about, "!seen", "%x");
}
