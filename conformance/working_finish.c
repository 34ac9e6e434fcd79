#include <stdio.h>
#include "platform.h"
#include "checksum.h"
#include "working_file.h"

#define REPLACE_TRIES 20
#define REPLACE_MILLISECONDS 100

static int is_differing(const struct working_line *line)
{
    char outcome[32] = "";

    if (!working_line_is(line, "outcome"))
        return 0;
    sscanf(line->text, "%*[^\t]\t%*[^\t]\t%*[^\t]\t%31[a-z-]", outcome);
    return strcmp(outcome, "conforms") != 0;
}

static void count_lines(const struct working_lines *lines, struct working_counts *counts)
{
    memset(counts, 0, sizeof(*counts));
    for (unsigned int i = 0; i < lines->count; i++) {
        counts->outcomes += (unsigned int)working_line_is(&lines->lines[i], "outcome");
        counts->observations += (unsigned int)working_line_is(&lines->lines[i], "seen");
        counts->late += (unsigned int)working_line_is(&lines->lines[i], "late");
        counts->differing += (unsigned int)is_differing(&lines->lines[i]);
    }
}

static int write_finished(HANDLE file, const struct working_lines *lines, const struct working_counts *counts)
{
    char *bytes = malloc(lines->size + 128);
    size_t used = 0;
    DWORD written = 0;
    int complete;

    if (!bytes)
        return 0;
    for (unsigned int i = 0; i < lines->count; i++) {
        memcpy(bytes + used, lines->lines[i].text, lines->lines[i].size);
        used += lines->lines[i].size;
    }
    used += (size_t)sprintf(bytes + used, "end\t%u\t%u\t%08x\n", counts->outcomes, counts->observations,
                            checksum_update(0, bytes, used));
    complete =
        WriteFile(file, bytes, (DWORD)used, &written, NULL) && written == used && FlushFileBuffers(file);
    free(bytes);
    return complete;
}

/* Somebody else, a virus scanner for one, may have the file open for a moment. */
static int replace(const struct working_file *file)
{
    int tries = REPLACE_TRIES, replaced;

    while (!(replaced = MoveFileExW(file->temporary, file->path,
                                    MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH)) &&
           (GetLastError() == ERROR_SHARING_VIOLATION || GetLastError() == ERROR_ACCESS_DENIED) && --tries)
        WaitForSingleObject(GetCurrentProcess(), REPLACE_MILLISECONDS);
    return replaced;
}

static int write_and_replace(const struct working_file *file, const struct working_lines *lines,
                             const struct working_counts *counts)
{
    HANDLE finished = CreateFileW(file->temporary, GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, 0, NULL);
    int complete;
    DWORD error;

    if (finished == INVALID_HANDLE_VALUE)
        return 0;
    complete = write_finished(finished, lines, counts);
    CloseHandle(finished);
    complete = complete && replace(file);
    error = GetLastError();
    DeleteFileW(complete ? file->working : file->temporary);
    SetLastError(error);
    return complete;
}

int working_file_finish(const struct working_file *file, unsigned int outcomes, struct working_counts *counts)
{
    struct working_lines lines;
    int complete = 0;

    if (working_lines_load(file->working, &lines) == LINES_READ) {
        count_lines(&lines, counts);
        SetLastError(ERROR_INVALID_DATA);
        complete = counts->outcomes == outcomes && write_and_replace(file, &lines, counts);
    }
    working_lines_free(&lines);
    return complete;
}
