#include <stdio.h>
#include "platform.h"
#include "checksum.h"
#include "registry.h"
#include "working_file.h"

struct line {
    const char *text;
    size_t size;        /* with the LF */
    unsigned int place; /* of its behaviour; 0 for the head */
    unsigned int repeat;
    unsigned int number;
};

static struct contents {
    char *bytes;
    size_t size;
    struct line *lines;
    unsigned int count;
} contents;

static int starts(const struct line *line, const char *word)
{
    size_t length = strlen(word);

    return line->size > length && !memcmp(line->text, word, length) && line->text[length] == '\t';
}

/* Ids need no escapes and are short. */
static void read_key(const struct line *line, char id[128], char repeat[16])
{
    char copy[192];
    size_t size = line->size < sizeof(copy) - 1 ? line->size : sizeof(copy) - 1;

    memcpy(copy, line->text, size);
    copy[size] = 0;
    id[0] = repeat[0] = 0;
    sscanf(copy, "%*[^\t]\t%127[^\t]\t%15[0-9]", id, repeat);
}

static unsigned int place_of(const char *id)
{
    for (unsigned int i = 0; i < registry_count(); i++)
        if (!strcmp(registry_at(i)->id, id))
            return i + 1;
    return 0;
}

static int is_body(const struct line *line)
{
    return starts(line, "begin") || starts(line, "seen") || starts(line, "note") || starts(line, "late") ||
           starts(line, "outcome");
}

static void split_lines(void)
{
    unsigned int known = 0;
    char id[128], repeat[16];

    for (size_t i = 0; i < contents.size; i++)
        known += contents.bytes[i] == '\n';
    contents.lines = calloc(known + 1, sizeof(*contents.lines));
    contents.count = 0;
    for (char *at = contents.bytes, *end; contents.lines && contents.count < known; at = end) {
        struct line *line = &contents.lines[contents.count];

        end = (char *)memchr(at, '\n', (size_t)(contents.bytes + contents.size - at)) + 1;
        *line = (struct line){at, (size_t)(end - at), 0, 0, contents.count++};
        if (!is_body(line))
            continue;
        read_key(line, id, repeat);
        line->place = place_of(id);
        line->repeat = (unsigned int)atoi(repeat);
    }
}

static int read_whole(HANDLE file)
{
    LARGE_INTEGER size;
    DWORD count = 0;

    free(contents.bytes);
    free(contents.lines);
    memset(&contents, 0, sizeof(contents));
    if (!GetFileSizeEx(file, &size) || size.QuadPart > 0x7fffffff ||
        !(contents.bytes = malloc((size_t)size.QuadPart + 1)) ||
        !ReadFile(file, contents.bytes, (DWORD)size.QuadPart, &count, NULL))
        return 0;
    contents.size = count;
    split_lines();
    return contents.lines != NULL;
}

int working_file_load(const wchar_t *path, int repair)
{
    DWORD access = repair ? GENERIC_READ | GENERIC_WRITE : GENERIC_READ;
    HANDLE file = CreateFileW(path, access, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, NULL,
                              OPEN_EXISTING, 0, NULL);
    LARGE_INTEGER whole = {.QuadPart = 0};
    int loaded;

    if (file == INVALID_HANDLE_VALUE)
        return 0;
    loaded = read_whole(file);
    for (unsigned int i = 0; loaded && i < contents.count; i++)
        whole.QuadPart += (LONGLONG)contents.lines[i].size;
    if (loaded && repair)
        loaded = SetFilePointerEx(file, whole, NULL, FILE_BEGIN) && SetEndOfFile(file);
    CloseHandle(file);
    return loaded && contents.count && starts(&contents.lines[0], "twinpipe-run");
}

static int has_line(const char *word, const char *id, unsigned int repeat)
{
    unsigned int place = place_of(id);

    for (unsigned int i = 0; i < contents.count; i++)
        if (contents.lines[i].place == place && contents.lines[i].repeat == repeat &&
            starts(&contents.lines[i], word))
            return 1;
    return 0;
}

int working_file_has_ended(const char *id, unsigned int repeat)
{
    return has_line("outcome", id, repeat);
}

void working_file_unfinished(void (*report)(const char *id, const char *repeat))
{
    char id[128], repeat[16];

    for (unsigned int i = 0; i < contents.count; i++) {
        if (!starts(&contents.lines[i], "begin"))
            continue;
        read_key(&contents.lines[i], id, repeat);
        if (!has_line("outcome", id, contents.lines[i].repeat))
            report(id, repeat);
    }
}

static int compare_order(const void *a, const void *b)
{
    const struct line *first = a, *second = b;

    if (first->place != second->place)
        return first->place < second->place ? -1 : 1;
    if (first->repeat != second->repeat)
        return first->repeat < second->repeat ? -1 : 1;
    return first->number < second->number ? -1 : 1;
}

static int is_differing(const struct line *line)
{
    char outcome[32] = "";

    if (!starts(line, "outcome"))
        return 0;
    sscanf(line->text, "%*[^\t]\t%*[^\t]\t%*[^\t]\t%31[a-z-]", outcome);
    return strcmp(outcome, "conforms") != 0;
}

static void count_lines(struct working_counts *counts)
{
    memset(counts, 0, sizeof(*counts));
    for (unsigned int i = 0; i < contents.count; i++) {
        counts->outcomes += (unsigned int)starts(&contents.lines[i], "outcome");
        counts->observations += (unsigned int)starts(&contents.lines[i], "seen");
        counts->differing += (unsigned int)is_differing(&contents.lines[i]);
    }
}

static int write_finished(HANDLE file, const struct working_counts *counts)
{
    char *bytes = malloc(contents.size + 128);
    size_t used = 0;
    DWORD written = 0;
    int complete;

    if (!bytes)
        return 0;
    for (unsigned int i = 0; i < contents.count; i++) {
        memcpy(bytes + used, contents.lines[i].text, contents.lines[i].size);
        used += contents.lines[i].size;
    }
    used += (size_t)sprintf(bytes + used, "end\t%u\t%u\t%08x\n", counts->outcomes, counts->observations,
                            checksum_update(0, bytes, used));
    complete =
        WriteFile(file, bytes, (DWORD)used, &written, NULL) && written == used && FlushFileBuffers(file);
    free(bytes);
    return complete;
}

int working_file_finish(const wchar_t *working, const wchar_t *path, struct working_counts *counts)
{
    wchar_t temporary[MAX_PATH * 4];
    HANDLE file;
    int complete;

    if (!working_file_load(working, 1))
        return 0;
    qsort(contents.lines, contents.count, sizeof(*contents.lines), compare_order);
    count_lines(counts);
    _snwprintf(temporary, ARRAY_SIZE(temporary), L"%ls.tmp", path);
    file = CreateFileW(temporary, GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, 0, NULL);
    if (file == INVALID_HANDLE_VALUE)
        return 0;
    complete = write_finished(file, counts);
    CloseHandle(file);
    complete = complete && MoveFileExW(temporary, path, MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH);
    if (complete)
        DeleteFileW(working);
    else
        DeleteFileW(temporary);
    return complete;
}
