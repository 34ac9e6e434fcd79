#include "results/memory.h"
#include "wine_runner/bug_making.h"
#include "wine_runner/bug_try.h"
#include "wine_runner/dos_path.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TRACE_SECONDS = 120, LINES_MOST = 400 };

/* Both traces of the behaviour, one after the other: that for people, and that for programs. */
static char *trace(struct making *making, struct trouble *trouble)
{
    char dos[PATH_MAX], lines[2 * PATH_MAX + 1024];
    const char *id = making->bug.difference->behaviour->id;
    if (!dos_path(making->binary, dos, sizeof dos))
        return trouble_set(trouble, "a Windows program cannot name %s; move it elsewhere", making->binary),
               NULL;
    snprintf(lines, sizeof lines, "\"%s\" trace %.400s\r\n\"%s\" trace %.400s --program\r\n", dos, id, dos,
             id);
    struct trouble ignored = {0}; /* what was printed by then counts */
    return bug_run_batch(&making->execution, making->directory, lines, TRACE_SECONDS, &ignored, trouble);
}

/* The last LINES_MOST lines, where it becomes long: what leads to the difference. */
static void shorten(char *text)
{
    size_t lines = 0, left_out = 0;
    char *from = text;
    for (const char *at = text; (at = strchr(at, '\n')); at++)
        lines++;
    for (; lines - left_out > LINES_MOST; left_out++)
        from = strchr(from, '\n') + 1;
    char line[64];
    const size_t length = (size_t)snprintf(line, sizeof line, "(%zu lines left out)\n", left_out);
    if (!left_out || (size_t)(from - text) < length)
        return;
    memcpy(text, line, length);
    memmove(text + length, from, strlen(from) + 1);
}

/* Cut after the line of the observation. False if there is none. */
static bool cut_trace(char *text, const char *label)
{
    char line[512];
    snprintf(line, sizeof line, "= %s: ", label);
    char *place = strstr(text, line), *end = place ? strchr(place, '\n') : NULL;
    if (end)
        end[1] = '\0';
    shorten(text);
    return end;
}

/* A schedule is no behaviour that could be traced: it has neither. */
bool bug_read_traces(struct making *making, struct program **program, struct trouble *trouble)
{
    struct trouble why = {0};
    char *text = trace(making, trouble);
    char *second = text ? strstr(text, "twinpipe-program\t") : NULL;
    if (!text)
        return false;
    if (!second) {
        free(text);
        snprintf(making->why, sizeof making->why, "%s",
                 !run_id_is_of_schedules(making->bug.difference->behaviour->id)
                     ? "the test binary has written no program; is it older than this command?"
                     : "it is seen in schedules, of which there is no trace");
        return true;
    }
    *program = program_read(memory_present(strdup(second)), &why);
    snprintf(making->why, sizeof making->why, "%s", why.text);
    *second = '\0';
    making->trace = text;
    /* A behaviour that ends early in 32 bits alone has a trace in which nothing is to be seen. */
    if (cut_trace(text, making->bug.difference->label) || strcmp(making->architecture, "x86_64") == 0)
        making->bug.trace = text;
    return true;
}
