#include "wine_runner/outcome.h"

#include "results/run_file.h"
#include "wine_runner/progress.h"

#include <stdio.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

enum { FULL_BYTES = 16384 };

bool outcome_is_new(const char *path, const struct stat *before)
{
    struct stat now;
    return stat(path, &now) == 0 &&
           (now.st_ino != before->st_ino || now.st_dev != before->st_dev || now.st_size != before->st_size ||
            now.st_mtim.tv_sec != before->st_mtim.tv_sec || now.st_mtim.tv_nsec != before->st_mtim.tv_nsec);
}

int outcome_of_file(const char *path, bool something_differs, struct trouble *trouble)
{
    struct run_file *run = run_file_load(path, trouble);
    if (!run)
        return 2;
    for (size_t i = 0; i < run->behaviour_count; i++)
        something_differs |= run_behaviour_outcome(&run->behaviours[i]) != RUN_CONFORMS;
    const bool incomplete = run->incomplete;
    run_file_free(run);
    if (incomplete)
        trouble_set(trouble, "%s has no end line", path);
    return incomplete ? 2 : something_differs;
}

void outcome_summary(const char *path, char *text, size_t size)
{
    size_t counts[RUN_NOT_RUN + 1] = {0};
    struct trouble ignored;
    struct run_file *run = run_file_load(path, &ignored);
    text[0] = '\0';
    if (!run)
        return;
    for (size_t i = 0; i < run->behaviour_count; i++)
        counts[run_behaviour_outcome(&run->behaviours[i])]++;
    size_t length = (size_t)snprintf(text, size, "%zu behaviours:", run->behaviour_count);
    for (int outcome = RUN_CONFORMS; outcome <= RUN_NOT_RUN; outcome++)
        if (counts[outcome] && length < size)
            length += (size_t)snprintf(text + length, size - length, "%s %zu %s",
                                       text[length - 1] == ':' ? "" : ",", counts[outcome],
                                       run_outcome_word((enum run_outcome)outcome));
    run_file_free(run);
}

size_t outcome_count(const char *path)
{
    struct trouble ignored;
    struct run_file *run = run_file_load(path, &ignored);
    const size_t count = run ? run->outcome_count : 0;
    run_file_free(run);
    return count;
}

bool outcome_file_exists(const char *path)
{
    return access(path, F_OK) == 0;
}

bool outcome_directory_is_full(const char *directory)
{
    struct statvfs status;
    return statvfs(directory, &status) == 0 && status.f_bavail * status.f_frsize < FULL_BYTES;
}

static void last_words(const char *log, char *words, size_t size)
{
    char line[512];
    struct progress ignored;
    FILE *file = fopen(log, "re");
    words[0] = '\0';
    while (file && fgets(line, sizeof line, file)) {
        line[strcspn(line, "\r\n")] = '\0';
        if (line[0] && !progress_parse(line, &ignored))
            snprintf(words, size, "%s", line);
    }
    if (file)
        fclose(file);
}

void outcome_explain_trouble(const char *directory, const char *log, struct trouble *trouble)
{
    char words[512];
    last_words(log, words, sizeof words);
    if (outcome_directory_is_full(directory))
        trouble_set(trouble, "no space left in %s; what could be written is kept in the .part file",
                    directory);
    else if (words[0])
        trouble_set(trouble, "the test binary gave up: %s", words);
    else
        trouble_set(trouble, "the test binary gave up and did not say why");
}

size_t outcome_unfinished(const char *path, char *text, size_t size)
{
    struct trouble ignored;
    struct run_file *run = run_file_load(path, &ignored);
    size_t count = 0, length = 0;
    text[0] = '\0';
    for (size_t i = 0; run && i < run->behaviour_count; i++)
        for (size_t k = 0; k < run->behaviours[i].repeat_count; k++) {
            const struct run_repeat *repeat = &run->behaviours[i].repeats[k];
            if (repeat->outcome != RUN_UNFINISHED)
                continue;
            const int added =
                snprintf(text + length, size - length, "\n%s %u\n", run->behaviours[i].id, repeat->number);
            length += (size_t)added < size - length ? (size_t)added : 0;
            text[length] = '\0';
            count++;
        }
    run_file_free(run);
    return count;
}
