#include <stdio.h>
#include <stdlib.h>
#include "../checksum.h"
#include "../head.h"
#include "../utf8.h"
#include "checkpoint.h"

static char problem[512];

struct out {
    FILE *file;
    unsigned int checksum;
};

__attribute__((format(gnu_printf, 2, 3))) static void say(struct out *out, const char *format, ...)
{
    char *text = NULL;
    va_list arguments, again;
    int length;

    va_start(arguments, format);
    va_copy(again, arguments);
    length = vsnprintf(NULL, 0, format, arguments);
    if (length >= 0 && (text = malloc((size_t)length + 1))) {
        vsnprintf(text, (size_t)length + 1, format, again);
        out->checksum = checksum_update(out->checksum, text, (size_t)length);
        fwrite(text, 1, (size_t)length, out->file);
    }
    va_end(again);
    va_end(arguments);
    free(text);
}

static void say_path(struct out *out, const struct search *search)
{
    say(out, "path\t");
    for (unsigned int i = 0; i < search_depth(search); i++)
        say(out, "%s%u/%u", i ? "," : "", search_place(search, i).taken, search_place(search, i).count);
    say(out, "\n");
}

static void say_all(struct out *out, const struct search_options *options, const struct scenario *scenario,
                    const struct search *search, const struct outcomes *outcomes,
                    const struct search_result *result)
{
    char hash[65] = "unknown";

    head_hash_binary(hash);
    say(out,
        "twinpipe-checkpoint\t1\nbinary\t%s\nscenario\t%s\npreemptions\t%u\nreduction\t%d\nsteps\t%llu\n",
        hash, scenario->id, options->preemptions, options->reduce, options->steps);
    say(out, "schedules\t%llu\ncut\t%llu\n", result->schedules, result->cut);
    say_path(out, search);
    for (unsigned int i = 0; i < outcomes_count(outcomes); i++)
        say(out, "%s\t%llu\t%s\t%s\n", outcomes_is_violation(outcomes, i) ? "violation" : "outcome",
            outcomes_times(outcomes, i), outcomes_text(outcomes, i), outcomes_schedule(outcomes, i));
    say(out, "end\t%08x\n", out->checksum);
}

const char *checkpoint_write(const struct search_options *options, const struct scenario *scenario,
                             const struct search *search, const struct outcomes *outcomes,
                             const struct search_result *result)
{
    wchar_t *path = wide_from_utf8(options->checkpoint), *fresh = NULL;
    struct out out = {NULL, 0};
    int written = 0;

    if (path && (fresh = malloc((wcslen(path) + 5) * sizeof(*fresh)))) {
        wcscpy(fresh, path);
        wcscat(fresh, L".new");
        out.file = _wfopen(fresh, L"wb");
    }
    if (out.file) {
        say_all(&out, options, scenario, search, outcomes, result);
        written = !ferror(out.file);
        written = !fclose(out.file) && written && MoveFileExW(fresh, path, MOVEFILE_REPLACE_EXISTING);
    }
    free(fresh);
    free(path);
    snprintf(problem, sizeof(problem), "'%s' cannot be written", options->checkpoint);
    return written ? NULL : problem;
}

int checkpoint_exists(const char *file)
{
    wchar_t *path = wide_from_utf8(file);
    int exists = path && GetFileAttributesW(path) != INVALID_FILE_ATTRIBUTES;

    free(path);
    return exists;
}

void checkpoint_remove(const char *file)
{
    wchar_t *path = wide_from_utf8(file);

    if (path)
        DeleteFileW(path);
    free(path);
}
