#include "results/bug/race.h"

#include "results/bug/reproducer_parts.h"

#include <string.h>

extern const char race_late_callback[], race_replaced_wait[], race_cancel_not_final[], race_pool_closed[],
    race_port_closed[];

/* By what is seen: the same violation has the same reproducer, whichever program ran into it. */
static const struct {
    const char *id; /* how it begins; empty: any */
    const char *label;
    const char *text;
} races[] = {
    {"", "a callback has started after its callbacks were waited for", race_late_callback},
    {"threadpool-wait/", "a callback afterwards", race_late_callback},
    {"threadpool-wait/", "a callback lost", race_replaced_wait},
    {"schedules/", "cancel: success, write: aborted, pending when the call returns", race_cancel_not_final},
    {"cancel/qt-scheme", "a write after the stop is reported as failed", race_cancel_not_final},
    {"threadpool-wait/qt-scheme", "a write that was read is reported as failed", race_late_callback},
    {"schedules/", "write: aborted, before anybody has read", race_pool_closed},
    {"schedules/iocp-", "timeout", race_port_closed},
};

const char *race_find(const char *id, const char *label)
{
    for (size_t i = 0; i < sizeof races / sizeof *races; i++)
        if (!strncmp(id, races[i].id, strlen(races[i].id)) && !strcmp(label, races[i].label))
            return races[i].text;
    return NULL;
}

void race_write(FILE *out, const struct reproducer_about *about, const char *text)
{
    write_head(out, about);
    fputs(text, out);
    if (about->form == REPRODUCER_WINETEST)
        fputs("\nSTART_TEST(repro)\n{\n    int seen = difference();\n\n", out);
    else
        fputs("\nint main(void)\n{\n    int seen = difference();\n\n", out);
    write_outcome(out, about, "!seen", "%x");
}
