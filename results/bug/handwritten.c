#include "results/bug/handwritten.h"

#include "results/bug/reproducer_parts.h"

#include <string.h>

extern const char handwritten_late_callback[], handwritten_replaced_wait[], handwritten_cancel_not_final[],
    handwritten_pool_closed[], handwritten_lost_signal[], handwritten_port_closed[],
    handwritten_default_group[], handwritten_context_closed[];

#define OTHER_GROUP "an end of the pipe has another group"

/* By what is seen: the same violation has the same reproducer, whichever program ran into it. */
static const struct handwritten {
    const char *id; /* how it begins; empty: any */
    const char *label;
    const char *text;
    const char *shows; /* if that is the cause of what the label says; else NULL */
    unsigned int seen; /* what difference() returns for it */
} programs[] = {
    {"", "a callback has started after its callbacks were waited for", handwritten_late_callback, NULL, 1},
    {"threadpool-wait/", "a callback afterwards", handwritten_late_callback, NULL, 1},
    {"threadpool-wait/", "a callback lost", handwritten_replaced_wait, NULL, 1},
    {"schedules/", "cancel: success, write: aborted, pending when the call returns",
     handwritten_cancel_not_final, NULL, 1},
    {"cancel/qt-scheme", "a write after the stop is reported as failed", handwritten_cancel_not_final,
     "a write is pending still when CancelIoEx has returned", 1},
    {"threadpool-wait/qt-scheme", "a write that was read is reported as failed", handwritten_late_callback,
     "a callback starts after its callbacks were waited for", 1},
    {"schedules/", "write: aborted, before anybody has read", handwritten_pool_closed, NULL, 1},
    {"schedules/iocp-", "timeout", handwritten_port_closed, NULL, 1},
    {"schedules/threadpool-wait-", "the signal was lost", handwritten_lost_signal, NULL, 1},
    {"security/default-group", "of the server", handwritten_default_group, OTHER_GROUP, 1},
    {"security/default-group", "of the client", handwritten_default_group, OTHER_GROUP, 1},
    {"close/other-process-dup-iocp-context", "the packet", handwritten_context_closed,
     "no packet comes for the read", 1},
    {"close/other-process-dup-iocp-context", "Internal before the packet is taken",
     handwritten_context_closed, "the status changes before the packet is taken", 2},
};

const struct handwritten *handwritten_find(const char *id, const char *label)
{
    for (size_t i = 0; i < sizeof programs / sizeof *programs; i++)
        if (!strncmp(id, programs[i].id, strlen(programs[i].id)) && !strcmp(label, programs[i].label))
            return &programs[i];
    return NULL;
}

const char *handwritten_shows(const struct handwritten *program)
{
    return program->shows;
}

uint64_t handwritten_write(FILE *out, const struct reproducer_about *of_difference,
                           const struct handwritten *program)
{
    struct reproducer_about shown = *of_difference, *about = &shown;
    shown.kind = "text"; /* `seen` is a number of the program's own */
    if (program->shows) {
        shown.label = program->shows;
        shown.allowed = "not seen";
        shown.seen = "seen";
    }
    write_head(out, about);
    fputs(program->text, out);
    if (about->form == REPRODUCER_WINETEST)
        fputs("\nSTART_TEST(repro)\n{\n    int seen = difference();\n\n", out);
    else
        fputs("\nint main(void)\n{\n    int seen = difference();\n\n", out);
    write_outcome(out, about, "!seen", "%x");
    return program->seen;
}
