#include <stdio.h>
#include <stdlib.h>
#include "../checksum.h"
#include "../head.h"
#include "../utf8.h"
#include "checkpoint.h"

static char problem[640];

__attribute__((format(gnu_printf, 1, 2))) static const char *wrong(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(problem, sizeof(problem), format, arguments);
    va_end(arguments);
    return problem;
}

static char *read_whole(const char *name)
{
    wchar_t *path = wide_from_utf8(name);
    FILE *file = path ? _wfopen(path, L"rb") : NULL;
    char *text = NULL;
    long size;

    free(path);
    if (!file)
        return NULL;
    if (!fseek(file, 0, SEEK_END) && (size = ftell(file)) >= 0 && !fseek(file, 0, SEEK_SET) &&
        (text = malloc((size_t)size + 1)))
        text[fread(text, 1, (size_t)size, file)] = 0;
    fclose(file);
    return text;
}

/* The checksum is that of all before the last line. */
static int is_whole(const char *text)
{
    const char *end = strstr(text, "\nend\t");

    return end && strtoul(end + 5, NULL, 16) == checksum_update(0, text, (size_t)(end + 1 - text)) &&
           strlen(end) == strlen("\nend\t00000000\n");
}

/* The value of the first line that begins with the name; "" if there is none. */
static const char *value(const char *text, const char *name, char *buffer, size_t size)
{
    size_t length = strlen(name);

    *buffer = 0;
    for (const char *line = text; line; line = strchr(line, '\n') ? strchr(line, '\n') + 1 : NULL)
        if (!strncmp(line, name, length) && line[length] == '\t') {
            snprintf(buffer, size, "%.*s", (int)strcspn(line + length + 1, "\n"), line + length + 1);
            break;
        }
    return buffer;
}

static unsigned long long number(const char *text, const char *name)
{
    char buffer[32];

    return strtoull(value(text, name, buffer, sizeof(buffer)), NULL, 10);
}

static int read_path(const char *text, struct checkpoint *checkpoint)
{
    const char *at = strstr(text, "\npath\t");
    unsigned int room = 0;

    for (at = at ? at + 6 : ""; *at && *at != '\n'; at += *at == ',') {
        char *end;

        if (checkpoint->depth == room) {
            room = room ? 2 * room : 256;
            if (!(checkpoint->path = realloc(checkpoint->path, room * sizeof(*checkpoint->path))))
                abort();
        }
        checkpoint->path[checkpoint->depth].taken = (unsigned int)strtoul(at, &end, 10);
        if (end == at || *end != '/')
            return 0;
        at = end + 1;
        checkpoint->path[checkpoint->depth++].count = (unsigned int)strtoul(at, &end, 10);
        if (end == at)
            return 0;
        at = end;
    }
    return checkpoint->depth != 0;
}

static const char *compare(const char *file, const char *text, const struct scenario *scenario,
                           const struct search_options *options)
{
    char buffer[256], hash[65] = "unknown";

    if (strncmp(text, "twinpipe-checkpoint\t", 20))
        return wrong("'%s' is no checkpoint", file);
    if (strncmp(text + 20, "1\n", 2))
        return wrong("'%s' is of another version of checkpoints", file);
    if (!is_whole(text))
        return wrong("'%s' is damaged or cut short", file);
    if (strcmp(value(text, "scenario", buffer, sizeof(buffer)), scenario->id))
        return wrong("'%s' is of the scenario %s, not %s", file, buffer, scenario->id);
    head_hash_binary(hash);
    if (strcmp(value(text, "binary", buffer, sizeof(buffer)), hash))
        return wrong("'%s' was left by another version of this program", file);
    if (number(text, "preemptions") != options->preemptions)
        return wrong("'%s' is of --preemptions %llu, not %u", file, number(text, "preemptions"),
                     options->preemptions);
    if (number(text, "reduction") != (unsigned int)options->reduce)
        return wrong("'%s' was made %s reduction", file, options->reduce ? "without" : "with");
    if (number(text, "steps") != options->steps)
        return wrong("'%s' is of --steps %llu, not %llu", file, number(text, "steps"), options->steps);
    return NULL;
}

const char *checkpoint_read(const char *file, const struct scenario *scenario,
                            const struct search_options *options, struct checkpoint *checkpoint)
{
    const char *why;

    *checkpoint = (struct checkpoint){.text = read_whole(file)};
    if (!checkpoint->text)
        return wrong("'%s' cannot be read", file);
    if ((why = compare(file, checkpoint->text, scenario, options)))
        return why;
    if (!read_path(checkpoint->text, checkpoint))
        return wrong("'%s' has no path", file);
    checkpoint->schedules = number(checkpoint->text, "schedules");
    checkpoint->cut = number(checkpoint->text, "cut");
    return NULL;
}

void checkpoint_outcomes(const struct checkpoint *checkpoint, struct outcomes *outcomes)
{
    char *line = checkpoint->text;

    while (line && *line) {
        char *next = strchr(line, '\n'), *fields[4] = {line, NULL, NULL, NULL};

        if (next)
            *next++ = 0;
        for (int i = 1; i < 4 && fields[i - 1] && (fields[i] = strchr(fields[i - 1], '\t')); i++)
            *fields[i]++ = 0;
        if (fields[3] && (!strcmp(line, "outcome") || !strcmp(line, "violation")))
            outcomes_put(outcomes, fields[2], *line == 'v', strtoull(fields[1], NULL, 10), fields[3]);
        line = next;
    }
}
