#include <stdio.h>
#include "platform.h"
#include "registry.h"
#include "working_lines.h"

int working_line_is(const struct working_line *line, const char *record)
{
    size_t length = strlen(record);

    return line->size > length && !memcmp(line->text, record, length) && line->text[length] == '\t';
}

int working_line_is_body(const struct working_line *line)
{
    return working_line_is(line, "begin") || working_line_is(line, "seen") || working_line_is(line, "note") ||
           working_line_is(line, "late") || working_line_is(line, "outcome");
}

unsigned int working_place(const char *id)
{
    for (unsigned int i = 0; i < registry_count(); i++)
        if (!strcmp(registry_at(i)->id, id))
            return i + 1;
    return 0;
}

/* Ids need no escapes and are short. */
static void read_key(struct working_line *line)
{
    char copy[192], id[128] = "", repeat[16] = "";
    size_t size = line->size < sizeof(copy) - 1 ? line->size : sizeof(copy) - 1;

    memcpy(copy, line->text, size);
    copy[size] = 0;
    sscanf(copy, "%*[^\t]\t%127[^\t]\t%15[0-9]", id, repeat);
    line->place = working_place(id);
    line->repeat = (unsigned int)atoi(repeat);
}

static int compare_order(const void *a, const void *b)
{
    const struct working_line *first = a, *second = b;

    if (first->place != second->place)
        return first->place < second->place ? -1 : 1;
    if (first->repeat != second->repeat)
        return first->repeat < second->repeat ? -1 : 1;
    return first->number < second->number ? -1 : first->number > second->number;
}

static int split(struct working_lines *lines)
{
    unsigned int known = 0;

    for (size_t i = 0; i < lines->size; i++)
        known += lines->bytes[i] == '\n';
    lines->size = 0;
    lines->lines = calloc(known + 1, sizeof(*lines->lines));
    if (!lines->lines)
        return 0;
    for (char *at = lines->bytes; lines->count < known;) {
        struct working_line *line = &lines->lines[lines->count];
        const char *end = strchr(at, '\n') + 1;

        *line = (struct working_line){at, (size_t)(end - at), 0, 0, lines->count++};
        lines->size += line->size;
        at += line->size;
        if (working_line_is_body(line))
            read_key(line);
    }
    qsort(lines->lines, lines->count, sizeof(*lines->lines), compare_order);
    return 1;
}

static int read_whole(HANDLE file, struct working_lines *lines)
{
    LARGE_INTEGER size;
    DWORD count = 0;

    if (!GetFileSizeEx(file, &size) || size.QuadPart > 0x7fffffff ||
        !(lines->bytes = calloc((size_t)size.QuadPart + 1, 1)) ||
        !ReadFile(file, lines->bytes, (DWORD)size.QuadPart, &count, NULL))
        return 0;
    lines->size = strlen(lines->bytes);
    return split(lines) && lines->count && working_line_is(&lines->lines[0], "twinpipe-run");
}

enum working_lines_loaded working_lines_load(const wchar_t *path, struct working_lines *lines)
{
    HANDLE file = CreateFileW(path, GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
                              NULL, OPEN_EXISTING, 0, NULL);
    int loaded;

    memset(lines, 0, sizeof(*lines));
    if (file == INVALID_HANDLE_VALUE)
        return GetLastError() == ERROR_FILE_NOT_FOUND ? LINES_ABSENT : LINES_UNREADABLE;
    loaded = read_whole(file, lines);
    CloseHandle(file);
    if (!loaded)
        working_lines_free(lines);
    return loaded ? LINES_READ : LINES_UNREADABLE;
}

void working_lines_free(struct working_lines *lines)
{
    free(lines->bytes);
    free(lines->lines);
    memset(lines, 0, sizeof(*lines));
}

/* The first line that does not stand before the given repeat. */
static const struct working_line *find_repeat(const struct working_lines *lines, unsigned int place,
                                              unsigned int repeat)
{
    const struct working_line key = {.place = place, .repeat = repeat};
    unsigned int low = 0, high = lines->count;

    while (low < high) {
        unsigned int middle = low + (high - low) / 2;

        if (compare_order(&lines->lines[middle], &key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return &lines->lines[low];
}

int working_lines_have(const struct working_lines *lines, const char *record, unsigned int place,
                       unsigned int repeat)
{
    const struct working_line *end = lines->lines + lines->count;

    for (const struct working_line *line = find_repeat(lines, place, repeat);
         line < end && line->place == place && line->repeat == repeat; line++)
        if (working_line_is(line, record))
            return 1;
    return 0;
}
