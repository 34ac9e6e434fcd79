#include <stdio.h>
#include "platform.h"
#include "recorder.h"
#include "registry.h"
#include "utf8.h"
#include "working_file.h"

#define KEPT_MOST 1000

static wchar_t *with_ending(const char *name, const char *ending)
{
    size_t size = strlen(name) + strlen(ending) + 1;
    char *text = malloc(size);
    wchar_t *wide = NULL;

    if (text) {
        snprintf(text, size, "%s%s", name, ending);
        wide = wide_from_utf8(text);
    }
    free(text);
    return wide;
}

int working_file_name(struct working_file *file, const char *name)
{
    memset(file, 0, sizeof(*file));
    file->name = name;
    file->path = with_ending(name, "");
    file->working = with_ending(name, ".part");
    file->temporary = with_ending(name, ".part.new");
    return file->path && file->working && file->temporary;
}

static int trouble(const struct working_file *file, const char *what, const char *advice)
{
    fprintf(stderr, "twinpipe_test: %s: %s (error %lu): %s\n", file->name, what, GetLastError(), advice);
    fflush(stderr);
    return 0;
}

static int has_outcomes(const struct working_lines *lines)
{
    for (unsigned int i = 0; i < lines->count; i++)
        if (working_line_is(&lines->lines[i], "outcome"))
            return 1;
    return 0;
}

/* What an interrupted run measured is not thrown away by the next one. */
static int keep_earlier(const struct working_file *file)
{
    struct working_lines earlier;
    enum working_lines_loaded loaded = working_lines_load(file->working, &earlier);
    int kept = loaded == LINES_ABSENT || (loaded == LINES_READ && !has_outcomes(&earlier));

    working_lines_free(&earlier);
    for (unsigned int i = 1; !kept && i <= KEPT_MOST; i++) {
        char ending[32];
        wchar_t *other;

        snprintf(ending, sizeof(ending), ".part.%u", i);
        other = with_ending(file->name, ending);
        kept = other && MoveFileW(file->working, other);
        free(other);
        if (kept) {
            fprintf(stderr, "twinpipe_test: %s.part, which an earlier run left, is kept as %s%s\n",
                    file->name, file->name, ending);
            fflush(stderr);
        } else if (GetLastError() != ERROR_ALREADY_EXISTS) {
            break;
        }
    }
    return kept || trouble(file, "its .part file cannot be renamed",
                           "another run may be using it: wait for that, or choose another file with -o");
}

/* Line by line, but for the date: a run may go on after midnight. */
static int is_same_head(const struct working_lines *one, const struct working_lines *other)
{
    static const char date[] = "head\tdate\t";

    for (unsigned int i = 0; i < other->count; i++) {
        const struct working_line *line = &one->lines[i], *expected = &other->lines[i];
        int same =
            i < one->count && line->size == expected->size && !memcmp(line->text, expected->text, line->size);

        if (!same && (i >= one->count || strncmp(line->text, date, strlen(date)) ||
                      strncmp(expected->text, date, strlen(date))))
            return 0;
    }
    return one->count <= other->count || one->lines[other->count].place != 0;
}

static int find_suspects(struct working_file *file)
{
    const struct working_lines *lines = &file->lines;

    file->suspects = calloc(lines->count, sizeof(*file->suspects));
    for (unsigned int i = 0; file->suspects && i < lines->count; i++) {
        const struct working_line *line = &lines->lines[i];

        if (working_line_is(line, "begin") &&
            !working_lines_have(lines, "outcome", line->place, line->repeat))
            file->suspects[file->suspect_count++] = (struct working_repeat){line->place, line->repeat};
    }
    return file->suspects != NULL;
}

/* What is kept goes behind the new head: repeats with an outcome, and the one that took the platform down. */
static void copy_bodies(const struct working_file *file, int guilty)
{
    const struct working_lines *lines = &file->lines;

    for (unsigned int i = 0; i < lines->count; i++) {
        const struct working_line *line = &lines->lines[i];

        if (line->place && (guilty || working_lines_have(lines, "outcome", line->place, line->repeat)))
            record_line(line->text, line->size);
    }
    if (guilty) {
        const struct working_repeat *alone = &file->suspects[0];
        char repeat[16];

        snprintf(repeat, sizeof(repeat), "%u", alone->repeat);
        record("outcome", registry_at(alone->place - 1)->id, repeat, "crash", "0", "platform died");
    }
}

static int resume(struct working_file *file, enum working_begin how)
{
    enum working_lines_loaded loaded;
    struct working_lines head;
    int same, guilty;

    loaded = working_lines_load(file->working, &file->lines);
    if (loaded == LINES_ABSENT)
        return 1;
    if (loaded == LINES_UNREADABLE && how == WORKING_RESUMED_OR_ANEW)
        return keep_earlier(file);
    if (loaded == LINES_UNREADABLE)
        return trouble(file, "its .part file cannot be read",
                       "run without --resume, which keeps it as it is");
    same = working_lines_load(file->temporary, &head) == LINES_READ && is_same_head(&file->lines, &head);
    working_lines_free(&head);
    if (!same && how == WORKING_RESUMED_OR_ANEW)
        return keep_earlier(file);
    if (!same) {
        SetLastError(ERROR_REVISION_MISMATCH);
        return trouble(file, "its .part file is of another binary, platform or set of options",
                       "run without --resume, which keeps it under another name");
    }
    if (!find_suspects(file))
        return trouble(file, "its .part file cannot be read", "free some memory and run again");
    guilty = how == WORKING_DIED_ALONE && file->suspect_count == 1;
    copy_bodies(file, guilty);
    if (guilty || how == WORKING_RESUMED || how == WORKING_RESUMED_OR_ANEW)
        file->suspect_count = 0;
    return 1;
}

/* Told now, not when everything has been measured. */
static int can_be_replaced(const struct working_file *file)
{
    HANDLE target =
        CreateFileW(file->path, GENERIC_WRITE | DELETE,
                    FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, NULL, OPEN_EXISTING, 0, NULL);

    if (target == INVALID_HANDLE_VALUE)
        return GetLastError() == ERROR_FILE_NOT_FOUND;
    CloseHandle(target);
    return 1;
}

int working_file_begin(struct working_file *file, enum working_begin how, int (*write_head)(void))
{
    int begun;

    if (!can_be_replaced(file))
        return trouble(file, "cannot be replaced", "choose another file with -o");
    if (how == WORKING_ANEW && !keep_earlier(file))
        return 0;
    DeleteFileW(file->temporary);
    if (!recorder_open(file->temporary, NULL, RECORDER_CREATES))
        return trouble(file, "cannot be written", "choose another directory with -o");
    begun = write_head() && (how == WORKING_ANEW || resume(file, how));
    recorder_flush();
    if (begun && recorder_has_failed())
        begun = trouble(file, "cannot be written", "make room and run again");
    recorder_close();
    if (begun && !MoveFileExW(file->temporary, file->working, MOVEFILE_REPLACE_EXISTING))
        begun = trouble(file, "its .part file cannot be replaced",
                        "another run may be using it: wait for that, or choose another file with -o");
    if (!begun)
        DeleteFileW(file->temporary);
    working_lines_free(&file->lines);
    if (begun && working_lines_load(file->working, &file->lines) != LINES_READ)
        begun = trouble(file, "its .part file cannot be read", "free some memory and run again");
    return begun;
}
