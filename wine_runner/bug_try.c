#include "wine_runner/bug_try.h"

#include "wine_runner/capture.h"
#include "wine_runner/dos_path.h"
#include "wine_runner/files.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BUILD_SECONDS = 60, TRIES_SECONDS = 180 };

char *bug_read_file(const char *path)
{
    char *text = NULL;
    size_t size = 0, count;
    char bytes[65536];
    FILE *in = fopen(path, "rb"), *out = in ? open_memstream(&text, &size) : NULL;
    while (out && (count = fread(bytes, 1, sizeof bytes, in)))
        fwrite(bytes, 1, count, out);
    if (out)
        fclose(out);
    if (in)
        fclose(in);
    return text;
}

bool bug_build(struct execution *execution, const char *directory, enum reproducer_form form,
               struct trouble *trouble)
{
    static const char *const scripts[] = {
        [REPRODUCER_PLAIN] = "cd \"$1\" && exec " REPRODUCER_BUILD,
        [REPRODUCER_WINETEST] = "cd \"$1\" && exec " REPRODUCER_BUILD " -DSTANDALONE -I \"$2\"",
    };
    struct words words = {0};
    char text[2048] = "", include[PATH_MAX];
    snprintf(include, sizeof include, "%s", execution->self);
    *strrchr(include, '/') = '\0';
    words_add(&words, "sh");
    words_add(&words, "-c");
    words_add(&words, scripts[form]);
    words_add(&words, "sh");
    words_add(&words, directory);
    words_format(&words, "%s/wine/8.0/include", include); /* where the build has put Wine's headers */
    int code = capture(&execution->loop, &words, BUILD_SECONDS, text, sizeof text);
    words_free(&words);
    if (!code)
        return true;
    text[strcspn(text, "\n")] = '\0';
    return trouble_set(trouble, "repro.c does not build: %s",
                       code < 0 ? "there is no x86_64-w64-mingw32-gcc (Debian: gcc-mingw-w64-x86-64)" : text);
}

/* A batch file, so that one start of Wine does for all. */
static bool write_batch(const char *directory, enum reproducer_form form, char batch[PATH_MAX],
                        struct trouble *trouble)
{
    if (!path_join(batch, directory, "tries.bat", trouble))
        return false;
    FILE *out = fopen(batch, "w");
    if (!out)
        return trouble_set(trouble, "%s cannot be written", batch);
    fputs("@echo off\r\nset missed=0\r\n", out);
    for (int i = 0; i < BUG_TRIES; i++)
        fprintf(out,
                "repro.exe%s\r\nset code=%%errorlevel%%\r\necho exit %%code%%\r\n"
                "if %%code%%==1 goto shown%d\r\nif %%missed%%==1 goto end\r\nset missed=1\r\n:shown%d\r\n",
                form == REPRODUCER_WINETEST ? " repro" : "", i, i);
    fputs(":end\r\n", out);
    fclose(out);
    return true;
}

static void count_tries(char *log, uint64_t seen, struct bug_try *result)
{
    char wanted[64], *rest = log;
    bool is_seen = false;
    snprintf(wanted, sizeof wanted, "seen 0x%" PRIx64, seen);
    for (char *line; (line = strsep(&rest, "\n"));) {
        char *place = strstr(line, wanted);
        line[strcspn(line, "\r")] = '\0';
        if (place && !place[strlen(wanted)])
            is_seen = true;
        if (strncmp(line, "exit ", 5))
            continue;
        result->shown += !strcmp(line, "exit 1") && is_seen;
        result->others += strcmp(line, "exit 1") && strcmp(line, "exit 0");
        is_seen = false;
    }
}

bool bug_try(struct execution *execution, const char *directory, enum reproducer_form form, uint64_t seen,
             struct bug_try *result, struct trouble *trouble)
{
    char batch[PATH_MAX], dos[PATH_MAX], line[PATH_MAX + 64], shell[PATH_MAX + 64];
    *result = (struct bug_try){0};
    if (!write_batch(directory, form, batch, trouble) || !dos_path(directory, dos, sizeof dos))
        return trouble->text[0] ? false : trouble_set(trouble, "a Windows program cannot name %s", directory);
    snprintf(line, sizeof line, "Z: && cd %s && tries.bat", dos + 2);
    snprintf(shell, sizeof shell, "%s/drive_c/windows/system32/cmd.exe", execution->workdir.prefix);
    char *arguments[] = {"/c", line, NULL};
    struct trouble ignored = {0};
    execution_run(execution, shell, arguments, TRIES_SECONDS, &ignored);
    char *log = bug_read_file(execution->workdir.log);
    remove(batch);
    if (!log)
        return trouble_set(trouble, "what the reproducer prints cannot be read");
    count_tries(log, seen, result);
    if (getenv("TWINPIPE_BUG_LOG"))
        fprintf(stderr, "%s\n", log);
    free(log);
    return true;
}
