#include "wine_runner/bug_try.h"

#include "results/memory.h"
#include "results/whole_file.h"
#include "wine_runner/capture.h"
#include "wine_runner/dos_path.h"
#include "wine_runner/files.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BATCH_NAME "run.bat"

enum { BUILD_SECONDS = 60, TRIES_SECONDS = 180 };

/* Of what the compiler says the first line that is an error. */
static bool explain_build(int code, char *text, const char *architecture, struct trouble *trouble)
{
    enum { NO_SUCH_COMMAND = 127 };
    char *error = strstr(text, "error:");
    while (error && error > text && error[-1] != '\n')
        error--;
    if (!error)
        error = text;
    error[strcspn(error, "\n")] = '\0';
    if (code == NO_SUCH_COMMAND)
        return trouble_set(trouble, "there is no %s-w64-mingw32-gcc (Debian: gcc-mingw-w64-%s)", architecture,
                           strcmp(architecture, "i686") ? "x86-64" : "i686");
    if (code == -ETIMEDOUT)
        return trouble_set(trouble, "repro.c is not built after %d s", BUILD_SECONDS);
    if (code < 0)
        return trouble_set(trouble, "repro.c cannot be built: %s", strerror(-code));
    return trouble_set(trouble, "repro.c does not build: %s", error);
}

bool bug_build(struct execution *execution, const char *directory, const char *architecture,
               enum reproducer_form form, struct trouble *trouble)
{
    static const char *const scripts[] = {
        [REPRODUCER_PLAIN] = "cd \"$1\" && exec \"$2\"" REPRODUCER_BUILD,
        [REPRODUCER_WINETEST] = "cd \"$1\" && exec \"$2\"" REPRODUCER_BUILD_WINETEST,
    };
    struct words words = {0};
    char text[2048] = "";
    words_add(&words, "sh");
    words_add(&words, "-c");
    words_add(&words, scripts[form]);
    words_add(&words, "sh");
    words_add(&words, directory);
    words_add(&words, architecture);
    int code = capture(&execution->loop, &words, BUILD_SECONDS, text, sizeof text);
    words_free(&words);
    if (!code)
        return true;
    return explain_build(code, text, architecture, trouble);
}

char *bug_run_batch(struct execution *execution, const char *directory, const char *lines, int seconds,
                    struct trouble *cut, struct trouble *trouble)
{
    char batch[PATH_MAX], dos[PATH_MAX], line[PATH_MAX + 64], shell[PATH_MAX + 64];
    if (!dos_path(directory, dos, sizeof dos))
        return trouble_set(trouble, "a Windows program cannot name %s", directory), NULL;
    if (strpbrk(dos, "&%^|<>")) /* `cd` takes blanks as they are, and these as its own */
        return trouble_set(trouble, "a batch file cannot name %s; give -o another place", directory), NULL;
    if (!path_join(batch, directory, BATCH_NAME, trouble))
        return NULL;
    FILE *out = fopen(batch, "w");
    if (!out)
        return trouble_set(trouble, "%s cannot be written", batch), NULL;
    fprintf(out, "@echo off\r\n%s", lines);
    const bool is_bad = ferror(out);
    if (fclose(out) || is_bad)
        return trouble_set(trouble, "%s cannot be written", batch), NULL;
    snprintf(line, sizeof line, "Z: && cd %s && " BATCH_NAME, dos + 2);
    snprintf(shell, sizeof shell, "%s/drive_c/windows/system32/cmd.exe", execution->workdir.prefix);
    char *arguments[] = {"/c", line, NULL};
    execution_run(execution, shell, arguments, seconds, cut);
    struct trouble why;
    size_t size;
    char *log = whole_file_text(execution->workdir.log, &size, &why);
    remove(batch);
    if (!log)
        trouble_set(trouble, "what it prints cannot be read: %s", why.text);
    return log;
}

/* All in one start of Wine; two misses are enough. */
static char *tries_text(enum reproducer_form form)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = memory_present(open_memstream(&text, &size));
    fputs("set missed=0\r\n", out);
    for (int i = 0; i < BUG_TRIES; i++)
        fprintf(out,
                "repro.exe%s\r\nset code=%%errorlevel%%\r\necho exit %%code%%\r\n"
                "if %%code%%==1 goto shown%d\r\nif %%missed%%==1 goto end\r\nset missed=1\r\n:shown%d\r\n",
                form == REPRODUCER_WINETEST ? " repro" : "", i, i);
    fputs(":end\r\n", out);
    fclose(out);
    return text;
}

bool bug_try(struct execution *execution, const char *directory, enum reproducer_form form, uint64_t seen,
             struct tries *tries, struct trouble *trouble)
{
    *tries = (struct tries){0};
    char *lines = tries_text(form);
    struct trouble cut = {0};
    char *log = bug_run_batch(execution, directory, lines, TRIES_SECONDS, &cut, trouble);
    free(lines);
    if (!log)
        return false;
    *tries = tries_count(log, seen);
    free(log);
    return tries->runs || trouble_set(trouble, "it did not run%s%s", cut.text[0] ? ": " : "", cut.text);
}
